import { CASE_STATUSES, COMPLAINT_TYPES, REPLY_OUTCOMES } from '@bancheng/domain';
import { z } from 'zod';
import { departmentCode, DISPATCH_REQUIREMENTS, instant, localDate, uuid } from '../primitives.js';
import { caseId, clockView } from './common.js';
import { suspensionView } from './suspensions.js';

/** The HTTP API: the 转办单 as departments, clerks and leaders see it, and the inbox. */

export const SLIP_STATES = ['sent', 'signed', 'ended'] as const;
export type SlipState = (typeof SLIP_STATES)[number];

export const extensionView = z.strictObject({
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

export const returnView = z.strictObject({
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
