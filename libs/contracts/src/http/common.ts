import { ACT_KINDS, CASE_STATUSES, foldText, REPLY_OUTCOMES } from '@bancheng/domain';
import { z } from 'zod';
import { caseClock } from '../case-clock.js';
import { instant, uuid } from '../primitives.js';

/** Shapes and limits that the HTTP API of every service shares. Lengths are in UTF-16 units, after trimming. */

/** No control characters but tab and line breaks, no half of a surrogate pair: PostgreSQL keeps neither. */
const CLEAN_TEXT = /^(?:[\t\n\r]|[^\p{Cc}\p{Cs}])*$/u;
/** The same on one line, and nothing that turns the direction of writing: a name or file name would read as another one. */
const CLEAN_LINE = /^[^\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]*$/u;
/** What a program writes in place of characters that it could not read. */
const UNREADABLE = '\ufffd';

function words(most: number, clean: RegExp, error: string) {
  return z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(clean, { error, abort: true })
    .refine((given) => given === '' || foldText(given) !== '', '没有可见的文字')
    .refine((given) => !given.includes(UNREADABLE), '含有乱码（�），请核对文字的编码（须为 UTF-8）后重新填写');
}

/** One line of at most `most` characters: a name, a file name, a place. */
export function line(most: number) {
  return words(most, CLEAN_LINE, '不能含换行、控制字符或改变书写方向的字符');
}

/** A text of at most `most` characters that may have several lines. */
export function text(most: number) {
  return words(most, CLEAN_TEXT, '不能含控制字符');
}

/** How long the texts of a case may be, in characters. */
export const TEXT_LIMITS = {
  /** 姓名 */
  name: 50,
  /** 情况记录, 反馈, 当场答复, 会议纪要 */
  record: 5_000,
  /** 诉求, 意见建议, 说明理由, 回访意见 */
  statement: 2_000,
  /** 备注, 延期理由 */
  remark: 1_000,
} as const;

/** What ends a matter: solved, or not solved and why. @param said what the text is, in Chinese */
export function finalReply(said: string) {
  return z
    .strictObject({
      outcome: z.enum(REPLY_OUTCOMES).exclude(['progress']).describe('已解决、未解决（须说明理由）'),
      text: text(TEXT_LIMITS.record).describe(said),
      reason: text(TEXT_LIMITS.statement).optional().describe('未解决的理由'),
    })
    .refine(({ outcome, reason }) => outcome !== 'not-solved' || reason !== undefined, {
      path: ['reason'],
      message: '未解决的须说明理由',
    });
}

/** What departments that may not know the citizen are shown in place of the citizen's words. */
const wording = z.strictObject({
  record: text(TEXT_LIMITS.record).describe('改写的情况记录'),
  claim: text(TEXT_LIMITS.statement).describe('改写的诉求'),
});
export type Wording = z.output<typeof wording>;

/** That somebody has looked at what such departments are shown. */
export const lookedAt = {
  checked: z.boolean().default(false).describe('已核对：给看不到反映人的部门看的文字里，没有能认出反映人的内容'),
  wording: wording.optional().describe('为看不到反映人的部门改写的文字，代替受理单的；填写即视为已核对'),
};

/** A case's id in a path or a body. */
export const caseId = uuid.toLowerCase().describe('件的内部编号');

/** One clock as a reader sees it; `remainingWorkingDays` is null once it ended, negative after the due day. */
export const clockView = caseClock
  .omit({ yellowAt: true, yellowWarnedAt: true })
  .extend({ remainingWorkingDays: z.int().nullable().describe('剩余工作日；到期当日为 0，逾期为负；已结束为空') })
  .meta({ id: 'Clock', description: '期限' });
export type ClockView = z.output<typeof clockView>;

const actFields = {
  caseId,
  seq: z.int().positive().describe('该件的第几步操作，也是新的 ETag 版本'),
  kind: z.enum(ACT_KINDS),
  at: instant.describe('操作时间（UTC）'),
  status: z.enum(CASE_STATUSES).describe('操作后的状态'),
  clocks: z.array(clockView).describe('这一步开始、改变或结束的期限'),
};

/** What every act answers: what was recorded, where the case stands after it, and the clocks it moved. */
export const actResponse = z.strictObject(actFields).meta({ id: 'ActResponse', description: '操作结果' });
export type ActResponse = z.output<typeof actResponse>;

/** The schema of an act's answer that also names what it created; `id` is its component's name in the OpenAPI document. */
export function actResponseWith<T extends z.ZodRawShape>(id: string, created: T) {
  return z.strictObject({ ...actFields, ...created }).meta({ id });
}

/** One page of a list; `next` is the cursor of the following page, null at the end. */
export function pageOf<T extends z.ZodType>(id: string, item: T) {
  return z.strictObject({ items: z.array(item), next: z.string().nullable().describe('下一页游标') }).meta({ id });
}
