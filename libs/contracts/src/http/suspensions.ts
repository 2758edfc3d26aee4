import { z } from 'zod';
import { instant, RESUMPTION_CAUSES, subjectId, uuid } from '../primitives.js';
import { actResponseWith, line } from './common.js';
import { personName } from './people.js';

/** 挂起: a department's clock stands still while the citizen's papers are awaited (routing). */

/** How the citizen was told what is missing. */
export const TOLD_BY = ['phone', 'sms', 'on-site', 'written'] as const;
export type ToldBy = (typeof TOLD_BY)[number];

const evidence = {
  missing: z.array(line(200)).min(1).max(20).describe('需反映人补充的材料，一项一件；反映人凭编号和查询码能看到'),
  toldBy: z.enum(TOLD_BY).describe('告知方式：电话、短信、当面、书面'),
  reference: line(200).describe('告知凭据，如通话记录、补正通知书的编号'),
};

export const suspensionBody = z.strictObject(evidence).meta({ id: 'SuspensionBody' });
export type SuspensionBody = z.output<typeof suspensionBody>;

export const suspensionResponse = actResponseWith('SuspensionResponse', {
  suspensionId: uuid,
  dispatchId: uuid,
  until: instant.describe('最迟何时自动恢复计时'),
});
export type SuspensionResponse = z.output<typeof suspensionResponse>;

export const resumptionResponse = actResponseWith('ResumptionResponse', {
  suspensionId: uuid,
  dispatchId: uuid,
  cause: z.enum(RESUMPTION_CAUSES).describe('材料已补齐，或者挂起已满期限'),
  workingDays: z.int().nonnegative().describe('停止计时的工作日数'),
  dueAt: instant.describe('恢复后的期限'),
});
export type ResumptionResponse = z.output<typeof resumptionResponse>;

/** How a suspension ended: by a resumption, or with the slip's part: answered, returned, recalled, withdrawn or terminated. */
export const SUSPENSION_ENDS = [
  ...RESUMPTION_CAUSES,
  'replied',
  'returned',
  'recalled',
  'withdrawn',
  'terminated',
] as const;
export type SuspensionEnd = (typeof SUSPENSION_ENDS)[number];

/** As the slip shows it. */
export const suspensionView = z.strictObject({
  suspensionId: uuid,
  missing: z.array(z.string()).describe('需反映人补充的材料'),
  toldBy: z.enum(TOLD_BY),
  reference: z.string().describe('告知凭据'),
  suspendedBy: subjectId,
  suspendedByName: personName,
  suspendedAt: instant,
  until: instant.nullable().describe('最迟何时自动恢复计时；已结束的为空'),
  endedAt: instant.nullable(),
  endedAs: z
    .enum(SUSPENSION_ENDS)
    .nullable()
    .describe('如何结束：材料已补齐、已满期限、已反馈、已退回、专员已收回、反映人已撤回、已终止'),
});
