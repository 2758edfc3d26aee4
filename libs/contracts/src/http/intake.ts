import {
  ACT_KINDS,
  CASE_STATUSES,
  CHANNELS,
  COMPLAINT_TYPES,
  isCreditCode,
  MATTER_KINDS,
  UNASSIGNED,
} from '@bancheng/domain';
import { z } from 'zod';
import {
  AMENDABLE_FIELDS,
  applicationNumber,
  catalogueCode,
  departmentCode,
  instant,
  subjectId,
  uuid,
} from '../primitives.js';
import { catalogueItem } from './catalogues.js';
import { attachments, attachmentView, oddAttachments } from './attachments.js';
import { actResponseWith, caseId, clockView, finalReply, line, lookedAt, pageOf, text, TEXT_LIMITS } from './common.js';
import { possibleDuplicates, relatedCase } from './duplicates.js';
import { personName } from './people.js';
import { phone } from './phone.js';

/** The HTTP API of intake: registration, acceptance, the clerk's worklists, hand-over, search, timeline, public status. */

// Registration

/** Most people of a joint report beside the one who is the contact. */
const MOST_OTHERS = 49;

/** What stands on the slip beside the reporter's name: as whom, and for whom. */
const reporter = z
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

const otherContact = line(200).describe('其他联系方式：微信、邮箱、通信地址等');

/** Most units and people that one matter is about. */
const MOST_ACCUSED = 10;

/** 被反映单位或人员: a department, or the hall itself (`department` null); a person of either by name, one of the hall's by account too. */
const accusedParty = z
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

const accused = z
  .array(accusedParty)
  .max(MOST_ACCUSED)
  .refine((parties) => new Set(parties.map((party) => JSON.stringify(party))).size === parties.length, '有重复的一项')
  .describe('被反映单位或人员：部门、大厅本身或大厅工作人员，可有多个');

const matterKinds = z
  .array(z.enum(MATTER_KINDS))
  .min(1)
  .max(MATTER_KINDS.length)
  .refine((kinds) => new Set(kinds).size === kinds.length, '有重复的一项')
  .describe('属于三类事项中的哪些：申请未受理或未办成、多次跑动未办成、态度作风；可同时有几类');

/** 窗口处理意见 of the 受理单: 当场答复 or 转办. */
const WINDOW_OPINIONS = ['answer', 'dispatch'] as const;

/** Which service the matter is about, where it is about one: of the catalogue, or in words where that has it not. */
const matterFields = {
  serviceItem: catalogueCode.nullable().optional().describe('事项，目录 service-items 中启用的代码'),
  serviceItemName: line(100).nullable().optional().describe('事项名称；目录里没有的填写，与 serviceItem 只填一项'),
  applicationNumber: applicationNumber.nullable().optional().describe('办件号'),
};
const namesOneService = (given: {
  serviceItem?: string | null | undefined;
  serviceItemName?: string | null | undefined;
}) => !given.serviceItem || !given.serviceItemName;
const ONE_SERVICE = { path: ['serviceItemName'], message: '与 serviceItem 只填一项' };

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

// Accept, decline, answer

export const acceptBody = z
  .strictObject({ type: z.enum(COMPLAINT_TYPES).describe('问题类型') })
  .meta({ id: 'AcceptBody' });
export type AcceptBody = z.output<typeof acceptBody>;

export const declineBody = z
  .strictObject({
    reason: catalogueCode.describe('不予受理的原因，目录 decline-reasons 中启用的代码，例如 litigation'),
    explanation: text(TEXT_LIMITS.statement).describe('向反映人作的解释'),
  })
  .meta({ id: 'DeclineBody' });
export type DeclineBody = z.output<typeof declineBody>;

export const terminationBody = z
  .strictObject({
    reason: declineBody.shape.reason.describe('终止的原因，同不予受理'),
    explanation: text(TEXT_LIMITS.statement).describe('拟向反映人作的解释；负责人同意后反映人可见'),
  })
  .meta({ id: 'TerminationBody', description: '申请终止：受理后发现不属于受理范围' });
export type TerminationBody = z.output<typeof terminationBody>;

export const terminationDecisionBody = z
  .strictObject({
    granted: z.boolean().describe('是否同意终止'),
    comment: text(TEXT_LIMITS.statement).optional().describe('审批意见'),
  })
  .meta({ id: 'TerminationDecisionBody' });
export type TerminationDecisionBody = z.output<typeof terminationDecisionBody>;

export const answerBody = z
  .strictObject({ answer: text(TEXT_LIMITS.record).describe('当场答复情况') })
  .meta({ id: 'AnswerBody' });
export type AnswerBody = z.output<typeof answerBody>;

export const windowReplyBody = finalReply('办理情况，反映人可以看到')
  .safeExtend({
    callId: uuid.optional().describe('由站台的首席代表办理的，填该次站台；承办单位即其部门。不填的为窗口自行办理'),
  })
  .meta({ id: 'WindowReplyBody' });
export type WindowReplyBody = z.output<typeof windowReplyBody>;

export const progressBody = z
  .strictObject({
    text: text(TEXT_LIMITS.record).describe('办理进度，反映人可以看到'),
    reason: text(TEXT_LIMITS.statement).describe('尚未办结的理由'),
  })
  .meta({ id: 'ProgressBody' });
export type ProgressBody = z.output<typeof progressBody>;

export const progressResponse = actResponseWith('ProgressResponse', { late: z.boolean().describe('是否逾期') });
export type ProgressResponse = z.output<typeof progressResponse>;

export const retypeBody = z
  .strictObject({
    type: z.enum(COMPLAINT_TYPES).describe('更正后的问题类型'),
    reason: text(TEXT_LIMITS.remark).describe('更正的理由'),
  })
  .meta({ id: 'RetypeBody' });
export type RetypeBody = z.output<typeof retypeBody>;

// Amend, withdraw

/** What may be corrected; a field that is not given stays as it is. */
export const amendBody = z
  .strictObject({
    reason: text(TEXT_LIMITS.remark).describe('更正的理由'),
    name: line(TEXT_LIMITS.name).optional().describe('反映人姓名或企业名称；匿名反映的件填写后即为具名'),
    reporter: reporter.optional(),
    phone: phone.nullable().optional().describe('联系电话；查无其他号码的，填 null'),
    otherContact: otherContact.nullable().optional(),
    record: text(TEXT_LIMITS.record).optional().describe('情况记录'),
    claim: text(TEXT_LIMITS.statement).optional().describe('诉求'),
    suggestions: text(TEXT_LIMITS.statement).nullable().optional().describe('意见建议'),
    ...matterFields,
    matterKinds: matterKinds.optional(),
    accused: accused.optional(),
    confidential: z.boolean().optional().describe('反映人要求保密'),
    ...lookedAt,
  })
  .refine(namesOneService, ONE_SERVICE)
  .meta({ id: 'AmendBody' });
export type AmendBody = z.output<typeof amendBody>;

export const withdrawBody = z
  .strictObject({
    confirmedBy: z.enum(['phone', 'on-site']).describe('反映人如何确认撤回：电话或现场'),
    note: text(TEXT_LIMITS.remark).optional().describe('撤回情况说明'),
  })
  .meta({ id: 'WithdrawBody' });
export type WithdrawBody = z.output<typeof withdrawBody>;

export const noteBody = z
  .strictObject({ note: text(TEXT_LIMITS.statement).describe('备注内容，只在大厅内部可见') })
  .meta({ id: 'NoteBody' });
export type NoteBody = z.output<typeof noteBody>;

export const causeBody = z
  .strictObject({
    cause: catalogueCode.describe('原因分类，目录 causes 中启用的代码'),
    change: text(TEXT_LIMITS.statement)
      .nullable()
      .describe('政策规定或者办事指南须修改的，写明改哪里、怎么改；不须修改的为空'),
  })
  .meta({ id: 'CauseBody' });
export type CauseBody = z.output<typeof causeBody>;

export const queryCodeResponse = actResponseWith('QueryCodeResponse', {
  queryCode: z.string().nullable().describe('新的查询码；旧的作废。重复的请求，而查询码后来又重发的为空'),
});
export type QueryCodeResponse = z.output<typeof queryCodeResponse>;

// Reading

const rowFields = {
  id: caseId,
  number: z.string(),
  status: z.enum(CASE_STATUSES),
  statusLabel: z.string().describe('状态（中文）'),
  type: z.enum(COMPLAINT_TYPES).nullable(),
  matterKinds: z.array(z.enum(MATTER_KINDS)),
  channel: z.enum(CHANNELS),
  handler: z.string().describe('办理专员；待认领时为 unassigned'),
  handlerName: personName.nullable().describe('办理专员姓名；待认领时为空'),
  registeredAt: instant,
  overdue: z.boolean().describe('有期限已过而未按时完成'),
  name: z.string().nullable(),
  phone: z.string().nullable().describe('联系电话：可拨打的统一格式，例如 06328836760转8001'),
};

/** A case in a list. */
export const complaintSummary = z
  .strictObject({
    ...rowFields,
    summary: z.string().describe('情况记录的开头'),
    dueAt: instant.nullable().describe('该件各项期限（件、转办单、议定事项、代办、回访）中最早到期的'),
    remainingWorkingDays: z.int().nullable(),
  })
  .meta({ id: 'ComplaintSummary' });
export type ComplaintSummary = z.output<typeof complaintSummary>;
export const complaintPage = pageOf('ComplaintPage', complaintSummary);

const spokenText = z.strictObject({ kind: z.string(), ref: uuid.nullable(), body: z.string() });

/** The case that another one was merged under: how it stands, and what the citizens of both were answered. */
export const firstCase = relatedCase
  .extend({
    closedAt: instant.nullable(),
    clocks: z.array(clockView),
    answers: z.array(spokenText).describe('对反映人的答复：当场答复、不予受理的解释、承办单位反馈'),
  })
  .meta({ id: 'FirstCase' });
export type FirstCase = z.output<typeof firstCase>;

/** A case as its reader may see it; a department sees its own part, and not who the citizen is where that is withheld. */
export const complaintView = z
  .strictObject({
    ...rowFields,
    accused: z.array(accusedParty).describe('被反映单位或人员；姓名和账号只给可知情的大厅人员'),
    anonymous: z.boolean(),
    reporter: reporter.nullable().describe('反映人的身份；对读者保密的为空'),
    phoneGiven: z.string().nullable().describe('反映人所留的电话原样'),
    otherContact: z.string().nullable().describe('其他联系方式'),
    confidential: z.boolean(),
    leadDepartment: departmentCode.nullable(),
    departments: z.array(departmentCode).describe('承办单位'),
    acceptedAt: instant.nullable(),
    originalType: z.enum(COMPLAINT_TYPES).nullable().describe('受理时的问题类型；更正、重办后仍可见'),
    closedAt: instant.nullable(),
    clocks: z.array(clockView),
    withheld: z.boolean().describe('反映人身份对读者保密'),
    record: z.string(),
    claim: z.string(),
    suggestions: z.string().nullable(),
    slip: z
      .strictObject({
        serviceItem: catalogueItem.nullable().describe('事项（目录）'),
        serviceItemName: z.string().nullable().describe('事项名称（目录里没有的）'),
        applicationNumber: z.string().nullable().describe('办件号'),
        windowOpinion: z.enum(WINDOW_OPINIONS).nullable(),
        remarks: z.string().nullable(),
        attachments: z.array(attachmentView),
      })
      .nullable()
      .describe('受理单上窗口自己的内容；承办单位看不到'),
    first: firstCase.nullable().describe('并入的首件：办理情况和答复以它为准；未并单为空'),
    slipBeyondAuthority: uuid
      .nullable()
      .describe('以超出本级权限退回（或者负责人裁定转帮办代办）的转办单，下一步转交帮办代办；没有的为空'),
    merged: z.array(relatedCase).describe('并入本件的件'),
    repeatOf: z.array(relatedCase).describe('同一人以前反映过的相近事项'),
    version: z.int().positive().describe('ETag 版本'),
  })
  .meta({ id: 'Complaint' });
export type ComplaintView = z.output<typeof complaintView>;

const amendedValue = z
  .union([z.string(), reporter, z.boolean(), z.array(z.string()), z.array(accusedParty)])
  .nullable();

/** One corrected field, as the reader may see it: a name or phone that is withheld is empty before and after. */
export const amendment = z
  .strictObject({ field: z.enum(AMENDABLE_FIELDS), before: amendedValue, after: amendedValue })
  .meta({ id: 'Amendment', description: '更正的一项' });
export type Amendment = z.output<typeof amendment>;

const timelineEntry = z
  .strictObject({
    seq: z.int().positive(),
    kind: z.enum(ACT_KINDS),
    label: z.string().describe('操作（中文）'),
    at: instant,
    status: z.enum(CASE_STATUSES),
    statusLabel: z.string(),
    actor: z.string().describe('操作人'),
    actorName: personName.describe('操作人姓名；反映人本人、系统自动的也写明'),
    role: z.string(),
    origin: z.enum(['api', 'signal', 'engine']),
    detail: z.record(z.string(), z.unknown()).describe('操作内容（代码、编号、时间）'),
    clocks: z.array(clockView).describe('这一步之后的期限'),
    texts: z.array(spokenText),
    changes: z.array(amendment).describe('更正的内容；其他操作为空'),
    attachments: z.array(attachmentView).describe('补充的材料；其他操作为空'),
  })
  .meta({ id: 'TimelineEntry' });

export const timeline = z.strictObject({ items: z.array(timelineEntry) }).meta({ id: 'Timeline' });
export type Timeline = z.output<typeof timeline>;

/** Criteria of a search, all of which must hold; words and phones stand in the body, never in a URL. */
export const searchCriteria = z
  .strictObject({
    number: line(40).optional().describe('编号（完整）'),
    phone: phone.optional(),
    words: line(100).optional().describe('姓名、电话、情况记录或诉求中的词，空格分开，须全部出现；两个字的词也能找到'),
  })
  .meta({ id: 'SearchCriteria' });
export type SearchCriteria = z.output<typeof searchCriteria>;

// Worklists, hand-over

/**
 * Open cases; due today; one working day left (黄牌); past due (红牌); no clerk yet; a number to be corrected; a termination a
 * leader has to approve; handled without a cause said yet (未填原因分类).
 */
const WORKLISTS = [
  'open',
  'due-today',
  'yellow',
  'red',
  'unassigned',
  'wrong-number',
  'termination-pending',
  'to-transfer',
  'without-cause',
] as const;
export const worklistName = z.enum(WORKLISTS);
export type WorklistName = z.output<typeof worklistName>;

/** `own`: the caller's cases; `hall`: everybody's. */
export const worklistScope = z.enum(['own', 'hall']).default('own').describe('own：本人经办；hall：全厅');
export type WorklistScope = z.output<typeof worklistScope>;

/** Most cases that one hand-over moves. */
export const HANDOVER_BATCH = 100;
export const handoverBody = z
  .strictObject({
    from: subjectId.describe('原办理专员；unassigned 为待认领'),
    to: subjectId.refine((to) => to !== UNASSIGNED, '须为一位办理专员').describe('接手的办理专员'),
    complaintIds: z.array(caseId).min(1).max(HANDOVER_BATCH).optional(),
    all: z.literal(true).optional().describe('全部未办结的件；一次至多 100 件，其余再次提交'),
  })
  .refine((given) => given.from !== given.to, { path: ['to'], message: '须与原办理专员不同' })
  .refine((given) => (given.complaintIds === undefined) !== (given.all === undefined), {
    path: ['complaintIds'],
    message: 'complaintIds 与 all 须填且只填一项',
  })
  .meta({ id: 'HandoverBody' });
export type HandoverBody = z.output<typeof handoverBody>;

export const handoverResponse = z
  .strictObject({
    handedOver: z.array(z.strictObject({ caseId, number: z.string(), seq: z.int().positive() })),
    remaining: z.int().nonnegative().describe('未交接的件数'),
    remainingIds: z.array(caseId).describe('其中前 100 件：超出本批，或已不由原办理专员办理'),
  })
  .meta({ id: 'HandoverResponse' });
export type HandoverResponse = z.output<typeof handoverResponse>;

// Public status

export const publicStatusBody = z
  .strictObject({ number: line(40).describe('编号'), queryCode: line(40).describe('查询码') })
  .meta({ id: 'PublicStatusBody' });
export type PublicStatusBody = z.output<typeof publicStatusBody>;

export const publicStatus = z
  .strictObject({
    number: z.string(),
    mergedInto: z.string().nullable().describe('并入的首件编号；以下各项即首件的办理情况。未并单为空'),
    status: z.string().describe('办理状态（中文）'),
    type: z.string().nullable().describe('问题类型（中文）'),
    registeredAt: instant,
    acceptedAt: instant.nullable(),
    acceptanceDueAt: instant,
    dueAt: instant.nullable().describe('办理期限'),
    originalDueAt: instant.nullable().describe('最初的办理期限'),
    provisional: z.boolean(),
    agency: z.string().nullable().describe('正在办理的帮办代办机构；没有转交的为空'),
    missingPapers: z.array(z.string()).describe('需要您补充的材料；没有等待的为空'),
    papersAwaitedUntil: instant.nullable().describe('承办单位正等待您补充材料，最迟到何时；没有等待的为空'),
    closedAt: instant.nullable(),
    answers: z
      .array(
        z.strictObject({
          kind: z
            .enum(['answer', 'decline-explanation', 'reply', 'reply-reason'])
            .describe('当场答复、不予受理的解释、承办单位反馈、未解决的理由'),
          body: z.string(),
          at: instant,
        }),
      )
      .describe('对反映人的答复，先后为序'),
  })
  .meta({ id: 'PublicStatus' });
export type PublicStatus = z.output<typeof publicStatus>;

// Public withdrawal

export const publicWithdrawBody = z
  .strictObject({
    ...publicStatusBody.shape,
    confirmation: z.string().max(100).optional().describe('第一次提交所得的确认码；再次提交时填写，即确认撤回'),
  })
  .meta({ id: 'PublicWithdrawBody' });
export type PublicWithdrawBody = z.output<typeof publicWithdrawBody>;

export const publicWithdrawal = z
  .strictObject({
    number: z.string(),
    status: z.string().describe('办理状态（中文）'),
    withdrawn: z.boolean().describe('是否已撤回；否则请凭确认码再次提交'),
    confirmation: z.string().nullable().describe('确认码'),
    expiresAt: instant.nullable().describe('确认码何时失效'),
  })
  .meta({ id: 'PublicWithdrawal' });
export type PublicWithdrawal = z.output<typeof publicWithdrawal>;
