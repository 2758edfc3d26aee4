import { CASE_STATUSES, CHANNELS, isCreditCode, MATTER_KINDS } from '@bancheng/domain';
import { z } from 'zod';
import { applicationNumber, catalogueCode, departmentCode, instant, subjectId } from '../primitives.js';
import { attachments, oddAttachments } from './attachments.js';
import { caseId, line, text, TEXT_LIMITS } from './common.js';
import { possibleDuplicates } from './duplicates.js';
import { phone } from './phone.js';

/** The HTTP API: the 受理单 and its answer. */

/** Most people of a joint report beside the one who is the contact. */
const MOST_OTHERS = 49;

/** What stands on the slip beside the reporter's name: as whom, and for whom. */
export const reporter = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('person') }).describe('个人'),
    z
      .strictObject({
        kind: z.literal('company'),
        contactPerson: line(TEXT_LIMITS.name).nullable().default(null).describe('联系人'),
        creditCode: z
          .string()
          .trim()
          .max(30)
          .toUpperCase()
          .refine(isCreditCode, '统一社会信用代码不正确：应为 18 位，请核对')
          .nullable()
          .default(null)
          .describe('统一社会信用代码；不知道的为空'),
      })
      .describe('企业：姓名栏填企业名称'),
    z
      .strictObject({
        kind: z.literal('group'),
        others: z.array(line(TEXT_LIMITS.name)).min(1).max(MOST_OTHERS).describe('其他联名人'),
      })
      .describe('联名：姓名栏填联系人'),
    z
      .strictObject({
        kind: z.literal('representative'),
        representative: line(TEXT_LIMITS.name).describe('代办人姓名'),
        relation: line(TEXT_LIMITS.name).describe('与本人的关系，例如儿子、律师'),
      })
      .describe('代办：姓名栏填本人，联系方式填代办人的'),
  ])
  .meta({ id: 'Reporter', description: '以什么身份反映：个人、企业、联名、代办' });

export const otherContact = line(200).describe('其他联系方式：微信、邮箱、通信地址等');

/** Most units and people that one matter is about. */
const MOST_ACCUSED = 10;

/** 被反映单位或人员: a department, or the hall itself (`department` null); a person of either by name, one of the hall's by account too. */
export const accusedParty = z
  .strictObject({
    department: departmentCode.nullable().describe('被反映单位；反映大厅本身或其工作人员的为空'),
    subject: subjectId
      .nullable()
      .default(null)
      .describe('被反映的大厅工作人员的账号；知道是谁的填写，该人员即不能办理、回访该件'),
    person: line(TEXT_LIMITS.name).nullable().default(null).describe('被反映人姓名；不知道的为空'),
  })
  .refine(({ department, subject }) => department === null || subject === null, {
    path: ['subject'],
    message: '只填大厅工作人员的账号；部门人员填姓名',
  })
  .meta({ id: 'AccusedParty', description: '被反映单位或人员' });

export const accused = z
  .array(accusedParty)
  .max(MOST_ACCUSED)
  .refine((parties) => new Set(parties.map((party) => JSON.stringify(party))).size === parties.length, '有重复的一项')
  .describe('被反映单位或人员：部门、大厅本身或大厅工作人员，可有多个');

export const matterKinds = z
  .array(z.enum(MATTER_KINDS))
  .min(1)
  .max(MATTER_KINDS.length)
  .refine((kinds) => new Set(kinds).size === kinds.length, '有重复的一项')
  .describe('属于三类事项中的哪些：申请未受理或未办成、多次跑动未办成、态度作风；可同时有几类');

/** 窗口处理意见 of the 受理单: 当场答复 or 转办. */
export const WINDOW_OPINIONS = ['answer', 'dispatch'] as const;

/** Which service the matter is about, where it is about one: of the catalogue, or in words where that has it not. */
export const matterFields = {
  serviceItem: catalogueCode.nullable().optional().describe('事项，目录 service-items 中启用的代码'),
  serviceItemName: line(100).nullable().optional().describe('事项名称；目录里没有的填写，与 serviceItem 只填一项'),
  applicationNumber: applicationNumber.nullable().optional().describe('办件号'),
};
export const namesOneService = (given: {
  serviceItem?: string | null | undefined;
  serviceItemName?: string | null | undefined;
}) => !given.serviceItem || !given.serviceItemName;
export const ONE_SERVICE = { path: ['serviceItemName'], message: '与 serviceItem 只填一项' };

/** What the window itself notes on the 受理单, beside what the citizen says. */
const slipFields = {
  windowOpinion: z.enum(WINDOW_OPINIONS).nullable().default(null).describe('窗口处理意见：当场答复或转办'),
  remarks: text(TEXT_LIMITS.remark).nullable().default(null).describe('备注'),
  attachments: attachments.default([]),
};

/** 受理单 (附件1), as the clerk or a client of the platform or the WeChat account fills it in. */
export const registerBody = z
  .strictObject({
    name: line(TEXT_LIMITS.name).nullable().default(null).describe('反映人姓名或企业名称；匿名时不填'),
    reporter: reporter.default({ kind: 'person' }),
    phone: phone.nullable().default(null),
    otherContact: otherContact.nullable().default(null),
    matterKinds,
    accused: accused.default([]),
    record: text(TEXT_LIMITS.record).describe('“办不成事”情况记录'),
    claim: text(TEXT_LIMITS.statement).describe('诉求'),
    suggestions: text(TEXT_LIMITS.statement).nullable().default(null).describe('意见建议'),
    channel: z.enum(CHANNELS).describe('渠道：现场窗口、电话、省平台、微信公众号'),
    confidential: z.boolean().default(false).describe('反映人要求保密'),
    anonymous: z.boolean().default(false).describe('匿名反映：不填姓名和联系方式'),
    ...matterFields,
    ...slipFields,
  })
  .refine(namesOneService, ONE_SERVICE)
  .superRefine((given, context) => {
    const refuse = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
    if (!given.anonymous && given.name === null) refuse('name', '必填（匿名反映除外）');
    if (!given.anonymous) return;
    for (const field of ['name', 'phone', 'otherContact'] as const) {
      if (given[field] !== null) refuse(field, '匿名反映不填此项');
    }
    if (given.reporter.kind !== 'person') refuse('reporter', '匿名反映不填此项');
  })
  .meta({ id: 'RegisterBody' });
export type RegisterBody = z.output<typeof registerBody>;

export const registered = z
  .strictObject({
    id: caseId,
    number: z.string().describe('编号，例如 BBCS-370406-2026-00001'),
    queryCode: z
      .string()
      .nullable()
      .describe('查询码：反映人凭编号和查询码查进度；重复的请求，而查询码后来已重发的为空'),
    status: z.enum(CASE_STATUSES),
    registeredAt: instant,
    acceptanceDueAt: instant.describe('最迟何时受理或不予受理'),
    provisional: z.boolean().describe('期限暂定：尚未公布的放假安排可能使其变动'),
    oddAttachments,
    duplicates: possibleDuplicates.nullable().describe('查重结果；只给窗口，省平台、微信公众号登记时为空'),
  })
  .meta({ id: 'Registered' });
export type Registered = z.output<typeof registered>;
