import { CASE_STATUSES, COMPLAINT_TYPES, REPLY_OUTCOMES } from '@bancheng/domain';
import { z } from 'zod';
import {
  catalogueCode,
  departmentCode,
  DISPATCH_REQUIREMENTS,
  DOUBT_KINDS,
  enteredDate,
  instant,
  jurisdictionCode,
  localDate,
  subjectId,
  uuid,
} from '../primitives.js';
import { sentSlip } from '../events/dispatched.event.js';
import { PUBLIC_SIGNALS, UNKNOWN_SIGNAL } from '../workflow.js';
import { BEYOND_AUTHORITY } from './catalogues.js';
import { actResponseWith, caseId, clockView, line, lookedAt, pageOf, text, TEXT_LIMITS } from './common.js';
import { personName } from './people.js';
import { suspensionView } from './suspensions.js';

/** The HTTP API of routing: departments, dispatch slips, the departments' inbox, extensions, the leader's queues. */

// Departments

const departmentContent = {
  name: line(TEXT_LIMITS.name).describe('部门名称'),
  active: z.boolean().describe('是否可以转办'),
  parent: departmentCode.nullable().default(null).describe('上级部门；没有的为空'),
  successor: departmentCode
    .nullable()
    .default(null)
    .describe('停用后的承接部门：接办未办结的转办单和议定事项，以及派单目录里的事项；没有的为空'),
};
export const departmentBody = z
  .strictObject(departmentContent)
  .refine(({ active, successor }) => !active || successor === null, {
    path: ['successor'],
    error: '启用的部门没有承接部门',
  })
  .meta({ id: 'DepartmentBody' });
export type DepartmentBody = z.output<typeof departmentBody>;

export const department = z
  .strictObject({ code: departmentCode, ...departmentContent, version: z.int().positive().describe('ETag 版本') })
  .meta({ id: 'Department' });
export type Department = z.output<typeof department>;
export const departmentPage = pageOf('DepartmentPage', department);

/** How many of them are listed. */
export const MOST_OPEN_WORK_LISTED = 50;
export const departmentOpenWork = z
  .strictObject({
    total: z.int().nonnegative().describe('未办结的转办单和议定事项共多少'),
    items: z
      .array(
        z.strictObject({
          kind: z.enum(['dispatch', 'commitment']).describe('转办单或者议定事项'),
          number: z.string().describe('编号'),
          dueAt: instant.describe('办理时限'),
        }),
      )
      .max(MOST_OPEN_WORK_LISTED)
      .describe('最先到期的'),
  })
  .meta({ id: 'DepartmentOpenWork' });
export type DepartmentOpenWork = z.output<typeof departmentOpenWork>;

// Dispatch

const slipOrder = z
  .strictObject({
    department: departmentCode.describe('承办单位'),
    requirement: z
      .enum(DISPATCH_REQUIREMENTS)
      .describe('办理要求：立即办结、2 个工作日、5 个工作日，或 other（须给 byDate）'),
    byDate: enteredDate.optional().describe('其他办理要求：办结日期'),
    handlerName: line(TEXT_LIMITS.name).optional().describe('承办人'),
    record: text(TEXT_LIMITS.record).optional().describe('转办单上的情况记录；不填则用受理单的'),
    instruction: text(TEXT_LIMITS.statement).optional().describe('给承办单位的说明'),
  })
  .refine((slip) => (slip.requirement === 'other') === (slip.byDate !== undefined), {
    path: ['byDate'],
    message: '仅其他办理要求须填办结日期',
  });

/** 转办 (三(二)) to one or several departments at once. */
export const dispatchBody = z
  .strictObject({
    complaintId: caseId,
    departments: z.array(slipOrder).min(1).max(20),
    lead: departmentCode
      .optional()
      .describe('牵头部门，须在承办单位之中；复杂事项由联席会议确定，不填即可，填写须一致'),
    ...lookedAt,
  })
  .meta({ id: 'DispatchBody' });
export type DispatchBody = z.output<typeof dispatchBody>;

export const dispatchPreviewBody = z
  .strictObject({ complaintId: caseId, departments: z.array(departmentCode).min(1).max(20) })
  .meta({ id: 'DispatchPreviewBody' });
export type DispatchPreviewBody = z.output<typeof dispatchPreviewBody>;

const doubt = z.strictObject({
  field: z.enum(['record', 'claim', 'suggestions']),
  kind: z.enum(DOUBT_KINDS).describe('可能是人、电话、地址'),
  excerpt: z.string().describe('原文中的这一处'),
});

/** What each department would be shown, and what of it a clerk has to look at before. */
export const dispatchPreview = z
  .strictObject({
    items: z.array(
      z.strictObject({
        department: departmentCode,
        identityWithheld: z.boolean().describe('该部门看不到反映人'),
        record: z.string(),
        claim: z.string(),
        suggestions: z.string().nullable(),
        doubts: z.array(doubt).describe('可能认出反映人、系统不能确定的内容；看得到反映人的部门为空'),
      }),
    ),
  })
  .meta({ id: 'DispatchPreview' });
export type DispatchPreview = z.output<typeof dispatchPreview>;

export const dispatchResponse = actResponseWith('DispatchResponse', { dispatches: z.array(sentSlip) });
export type DispatchResponse = z.output<typeof dispatchResponse>;

// The slip as a department, a clerk or a leader sees it

export const SLIP_STATES = ['sent', 'signed', 'ended'] as const;
export type SlipState = (typeof SLIP_STATES)[number];

const extensionView = z.strictObject({
  extensionId: uuid,
  workingDays: z.int().positive(),
  reason: z.string(),
  askedAt: instant,
  granted: z.boolean().nullable().describe('未审批时为空'),
  comment: z.string().nullable(),
  decidedAt: instant.nullable(),
  withdrawnAt: instant.nullable().describe('何时撤回申请；未撤回的为空'),
});

/** How a slip ended: by a final reply, returned (and then sent elsewhere), recalled by the clerk, or with the whole case. */
export const SLIP_ENDS = [
  'replied',
  'returned',
  'rerouted',
  'recalled',
  'succeeded',
  'withdrawn',
  'terminated',
] as const;
export type SlipEnd = (typeof SLIP_ENDS)[number];

const returnView = z.strictObject({
  reason: z.string().describe('退回理由'),
  proposedDepartment: departmentCode.nullable().describe('建议的承办单位；为空即超出本级权限'),
  returnedAt: instant,
  toLeader: z.boolean().describe('再次退回，须领导裁定'),
  ruledDepartment: departmentCode.nullable().describe('领导裁定的承办单位；未裁定、无须裁定或者裁定转帮办代办的为空'),
  instruction: z.string().nullable().describe('裁定意见'),
  ruledAt: instant.nullable(),
});

/** Asked, given and why: the clerk's delay is the hall's, so a department is late only after the time that it was asked in. */
const slipTerm = z
  .strictObject({
    askedDueAt: instant.describe('按办理要求应何时办结；承办单位过此时间才算逾期'),
    givenDueAt: instant.describe('实际给到何时'),
    because: z.enum(['case-clock']).nullable().describe('少给的原因：case-clock 该件自己的期限先到；没有少给的为空'),
  })
  .describe('办理要求与实给时间');

export const slip = z
  .strictObject({
    dispatchId: uuid,
    complaintId: caseId,
    number: z.string().describe('编号'),
    type: z.enum(COMPLAINT_TYPES).nullable().describe('问题类型'),
    caseStatus: z.enum(CASE_STATUSES),
    caseVersion: z.int().positive().describe('该件的 ETag 版本'),
    state: z.enum(SLIP_STATES).describe('待签收、已签收、已办毕'),
    department: departmentCode,
    lead: z.boolean().describe('是否牵头部门'),
    handlerName: z.string().nullable(),
    requirement: z.enum(DISPATCH_REQUIREMENTS),
    byDate: localDate.nullable(),
    term: slipTerm,
    clock: clockView,
    progressClocks: z.array(clockView).describe('复杂事项报过进度后，再次报告进度的期限，先后为序；最后一个可能未结束'),
    overdue: z.boolean().describe('已超过期限，或曾经超过'),
    sentAt: instant,
    signedAt: instant.nullable(),
    repliedAt: instant.nullable(),
    outcome: z.enum(REPLY_OUTCOMES).nullable().describe('最近一次反馈的结果'),
    endedAt: instant.nullable(),
    endedAs: z
      .enum(SLIP_ENDS)
      .nullable()
      .describe('如何结束：已反馈、已退回、退回后已改派、专员已收回、反映人已撤回、已终止'),
    returned: returnView.nullable().describe('退回及裁定；没有退回过的为空'),
    recallReason: z.string().nullable().describe('收回理由'),
    name: z.string().nullable().describe('反映人姓名；不得向该部门透露时为空'),
    phone: z.string().nullable(),
    identityWithheld: z.boolean(),
    record: z.string().describe('情况记录'),
    claim: z.string().describe('诉求'),
    instruction: z.string().nullable(),
    replies: z.array(z.strictObject({ seq: z.int(), kind: z.enum(['reply', 'reply-reason']), body: z.string() })),
    extensions: z.array(extensionView),
    suspensions: z.array(suspensionView).describe('挂起及告知凭据'),
  })
  .meta({ id: 'DispatchSlip', description: '转办单' });
export type Slip = z.output<typeof slip>;

export const inboxQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().min(1).max(512).optional().describe('上次返回的 next；不填则从头开始'),
  status: z.enum(SLIP_STATES).optional(),
});
export type InboxQuery = z.output<typeof inboxQuery>;

/** Unlike other lists an inbox has no end: `next` is always given, and asked again it brings what changed since. */
export const inboxPage = z
  .strictObject({
    items: z.array(slip),
    next: z.string().describe('下次轮询用的游标，长期有效'),
    more: z.boolean().describe('是否还有未取完的变化'),
  })
  .meta({ id: 'InboxPage' });
export type InboxPage = z.output<typeof inboxPage>;

// Replies

export const replyBody = z
  .strictObject({
    outcome: z.enum(REPLY_OUTCOMES).describe('已解决、未解决（须说明理由）、办理进度（仅复杂事项，须说明理由）'),
    text: text(TEXT_LIMITS.record).describe('办理情况'),
    reason: text(TEXT_LIMITS.statement).optional().describe('理由'),
  })
  .refine((reply) => reply.outcome === 'solved' || reply.reason !== undefined, {
    path: ['reason'],
    message: '未解决的、报告进度的须说明理由',
  })
  .meta({ id: 'ReplyBody' });
export type ReplyBody = z.output<typeof replyBody>;

export const replyResponse = actResponseWith('ReplyResponse', {
  dispatchId: uuid,
  final: z.boolean().describe('该部门的办理是否结束'),
  late: z.boolean().describe('是否逾期'),
});
export type ReplyResponse = z.output<typeof replyResponse>;

export const signResponse = actResponseWith('SignResponse', { dispatchId: uuid });
export type SignResponse = z.output<typeof signResponse>;

// Returns and recalls

export const returnBody = z
  .strictObject({
    reasonCode: catalogueCode
      .optional()
      .describe(`退回的原因，目录 return-reasons 中启用的代码；${BEYOND_AUTHORITY} 为超出本级权限，由窗口转帮办代办`),
    reason: text(TEXT_LIMITS.remark).describe('退回理由'),
    proposedDepartment: departmentCode.optional().describe('建议的承办单位；超出本级权限的不填，其他必填'),
  })
  .refine((given) => (given.reasonCode === BEYOND_AUTHORITY) === (given.proposedDepartment === undefined), {
    path: ['proposedDepartment'],
    message: `建议的承办单位，超出本级权限（${BEYOND_AUTHORITY}）的不填，其他必填`,
  })
  .meta({ id: 'ReturnBody' });
export type ReturnBody = z.output<typeof returnBody>;

export const returnResponse = actResponseWith('ReturnResponse', {
  dispatchId: uuid,
  toLeader: z.boolean().describe('该件已有过退回：待领导裁定，裁定前仍由该部门承办'),
});
export type ReturnResponse = z.output<typeof returnResponse>;

export const recallBody = z
  .strictObject({ reason: text(TEXT_LIMITS.remark).describe('收回理由') })
  .meta({ id: 'RecallBody' });
export type RecallBody = z.output<typeof recallBody>;

export const recallResponse = actResponseWith('RecallResponse', { dispatchId: uuid });
export type RecallResponse = z.output<typeof recallResponse>;

const item = line(200).describe('事项或者类别，如“不动产登记”；不得含个人信息');

export const rulingBody = z
  .strictObject({
    department: departmentCode
      .optional()
      .describe('必须承办的单位：原承办单位即不准退回，其他单位即改派；转帮办代办的不填'),
    transfer: z.literal(true).optional().describe('转帮办代办：超出本级权限，准予退回，由窗口转交'),
    instruction: text(TEXT_LIMITS.statement).describe('裁定意见'),
    item: item.optional().describe('列入派单目录的事项或者类别；不得含个人信息；转帮办代办的不填'),
    ...lookedAt,
  })
  .refine(({ department, transfer }) => (department === undefined) !== (transfer === undefined), {
    path: ['department'],
    message: 'department 与 transfer 须填且只填一项',
  })
  .refine(({ department, item: listed }) => (department === undefined) === (listed === undefined), {
    path: ['item'],
    message: '裁定承办单位的必填，转帮办代办的不填',
  })
  .meta({ id: 'ReturnRulingBody' });
export type RulingBody = z.output<typeof rulingBody>;

export const rulingResponse = actResponseWith('ReturnRulingResponse', {
  dispatchId: uuid,
  dispatches: z.array(sentSlip).describe('改派的转办单；不准退回或者转帮办代办时为空'),
});
export type RulingResponse = z.output<typeof rulingResponse>;

// The responsibility list (派单目录)

export const RESPONSIBILITY_SOURCES = ['manual', 'ruling'] as const;

export const responsibilityBody = z
  .strictObject({ item, department: departmentCode.describe('承办单位') })
  .meta({ id: 'ResponsibilityBody' });
export type ResponsibilityBody = z.output<typeof responsibilityBody>;

export const responsibility = z
  .strictObject({
    id: uuid,
    item,
    department: departmentCode,
    source: z.enum(RESPONSIBILITY_SOURCES).describe('人工录入，或者来自领导裁定'),
    version: z.int().positive().describe('ETag 版本'),
  })
  .meta({ id: 'Responsibility', description: '派单目录的一项' });
export type Responsibility = z.output<typeof responsibility>;
export const responsibilityPage = pageOf('ResponsibilityPage', responsibility);

export const suggestionBody = z.strictObject({ complaintId: caseId }).meta({ id: 'SuggestionBody' });
export type SuggestionBody = z.output<typeof suggestionBody>;

export const suggestions = z
  .strictObject({
    suggestions: z.array(
      z.strictObject({
        department: departmentCode,
        name: z.string().describe('部门名称'),
        item: z.string().describe('最相符的目录事项'),
        source: z.enum(RESPONSIBILITY_SOURCES),
        score: z.number().min(0).max(1).describe('事项的字词在情况记录和诉求中出现的比例'),
        reason: z.string().describe('推荐理由'),
      }),
    ),
  })
  .meta({ id: 'DispatchSuggestions', description: '按派单目录推荐的承办单位，最相符的在前' });
export type Suggestions = z.output<typeof suggestions>;

/** Why a matter was not solved, or not yet (三(三)), for replies by signal, which carry no free text. */
export const REPLY_REASONS = {
  'barred-by-policy': '法律法规或者政策不允许',
  'beyond-authority': '超出本部门职权',
  'papers-missing': '申请材料不齐全或者不符合要求',
  'needs-superior': '须上级部门决定',
  'citizen-withdrew': '反映人不再要求办理',
  'system-fault': '办理系统故障',
  'still-in-process': '办理流程尚未走完',
} as const;
export type ReplyReason = keyof typeof REPLY_REASONS;

// Extensions

export const extensionBody = z
  .strictObject({
    complaintId: caseId,
    clockId: line(100).describe('哪个期限（clockId）：转办单、议定事项、代办机构的，或者窗口办理时该件自己的'),
    workingDays: z.int().min(1).max(1000).describe('申请延长的工作日数'),
    reason: text(TEXT_LIMITS.remark).describe('延期理由'),
  })
  .meta({ id: 'ExtensionBody' });
export type ExtensionBody = z.output<typeof extensionBody>;

export const decisionBody = z
  .strictObject({ granted: z.boolean(), comment: text(TEXT_LIMITS.remark).optional().describe('审批意见') })
  .meta({ id: 'ExtensionDecisionBody' });
export type DecisionBody = z.output<typeof decisionBody>;

export const extensionResponse = actResponseWith('ExtensionResponse', { extensionId: uuid, clockId: z.string() });
export type ExtensionResponse = z.output<typeof extensionResponse>;

export const extension = z
  .strictObject({
    ...extensionView.shape,
    complaintId: caseId,
    number: z.string(),
    clock: clockView.describe('申请延长的期限，及其约束的部门；窗口和代办机构的，部门为空'),
  })
  .meta({ id: 'Extension', description: '延期申请及审批' });
export type Extension = z.output<typeof extension>;
export const extensionPage = pageOf('ExtensionPage', extension);

// The leader's queues

const queuedCase = {
  complaintId: caseId,
  number: z.string(),
  type: z.enum(COMPLAINT_TYPES).nullable(),
  status: z.enum(CASE_STATUSES),
  handler: subjectId.describe('办理专员'),
  handlerName: personName,
  departments: z.array(departmentCode),
};

export const pendingReturn = z
  .strictObject({
    ...returnView.pick({ reason: true, proposedDepartment: true, returnedAt: true }).shape,
    dispatchId: uuid,
    department: departmentCode.describe('退回的部门'),
    complaintId: caseId,
    number: z.string(),
    clock: clockView,
  })
  .meta({ id: 'PendingReturn' });
export type PendingReturn = z.output<typeof pendingReturn>;
export const pendingReturnPage = pageOf('PendingReturnPage', pendingReturn);

export const LEADER_CASE_QUEUES = ['overdue', 'dissatisfied', 'acceptance-overdue'] as const;
export type LeaderCaseQueue = (typeof LEADER_CASE_QUEUES)[number];
export const leaderCase = z
  .strictObject({ ...queuedCase, clocks: z.array(clockView).describe('未结束的期限') })
  .meta({ id: 'LeaderCase' });
export type LeaderCase = z.output<typeof leaderCase>;
export const leaderCasePage = pageOf('LeaderCasePage', leaderCase);

export const refusedSignal = z
  .strictObject({
    complaintId: caseId,
    name: z.enum([...PUBLIC_SIGNALS, UNKNOWN_SIGNAL]),
    code: z.string().describe('拒绝的原因代码'),
    digest: z.string().describe('信号内容的 SHA-256'),
    at: instant,
  })
  .meta({ id: 'RefusedSignal' });
export type RefusedSignal = z.output<typeof refusedSignal>;
export const refusedSignalPage = pageOf('RefusedSignalPage', refusedSignal);

// Who may speak to the engine by signal

export const SIGNALLER_ROLES = ['department', 'department-system', 'leader'] as const;
export type SignallerRole = (typeof SIGNALLER_ROLES)[number];

export const signallerBody = z
  .strictObject({
    role: z.enum(SIGNALLER_ROLES),
    department: departmentCode.nullable().default(null).describe('部门角色须填；领导不填'),
  })
  .refine((signaller) => (signaller.role === 'leader') === (signaller.department === null), {
    path: ['department'],
    message: '部门角色须填所属部门，领导不填',
  })
  .meta({ id: 'SignallerBody' });
export type SignallerBody = z.output<typeof signallerBody>;

export const signaller = z
  .strictObject({
    subject: subjectId,
    jurisdiction: jurisdictionCode,
    role: z.enum(SIGNALLER_ROLES),
    department: departmentCode.nullable(),
    version: z.int().positive().describe('ETag 版本'),
  })
  .meta({ id: 'Signaller' });
export type Signaller = z.output<typeof signaller>;
export const signallerPage = pageOf('SignallerPage', signaller);
