import { CASE_STATUSES, REPLY_OUTCOMES } from '@bancheng/domain';
import { z } from 'zod';
import { agencyCode, enteredInstant, instant, uuid } from '../primitives.js';
import { actResponseWith, caseId, clockView, finalReply, line, pageOf, text, TEXT_LIMITS } from './common.js';

/** The HTTP API of transfers: 帮办代办, its agencies and the cases handed over to them. */

// The directory of agencies

const agencyContent = {
  name: line(TEXT_LIMITS.name).describe('机构名称'),
  contact: line(100).nullable().default(null).describe('对接电话或者岗位，不写个人信息'),
  active: z.boolean().describe('是否可以转交'),
};
export const agencyBody = z.strictObject(agencyContent).meta({ id: 'AgencyBody' });
export type AgencyBody = z.output<typeof agencyBody>;

export const agency = z
  .strictObject({ code: agencyCode, ...agencyContent, version: z.int().positive().describe('ETag 版本') })
  .meta({ id: 'Agency', description: '帮办代办机构' });
export type Agency = z.output<typeof agency>;
export const agencyPage = pageOf('AgencyPage', agency);

// Transfers

/** How the citizen was told that the matter is handed over. */
export const TOLD_BY = ['phone', 'on-site', 'message'] as const;

const citizenTold = z.strictObject({
  how: z.enum(TOLD_BY).describe('电话、当面、短信或者微信'),
  at: enteredInstant.describe('告知时间'),
});

export const transferBody = z
  .strictObject({
    complaintId: caseId,
    agency: agencyCode.describe('帮办代办机构'),
    reason: text(TEXT_LIMITS.remark).describe('转交理由'),
    citizenTold: citizenTold.optional().describe('如何、何时告知反映人；匿名反映不填，其他必填'),
  })
  .meta({ id: 'TransferBody' });
export type TransferBody = z.output<typeof transferBody>;

export const acknowledgeBody = z
  .strictObject({
    by: line(TEXT_LIMITS.name).describe('代办机构签收人或者岗位'),
    at: enteredInstant.describe('签收时间'),
    note: text(TEXT_LIMITS.remark).optional().describe('说明'),
  })
  .meta({ id: 'AcknowledgeTransferBody' });
export type AcknowledgeBody = z.output<typeof acknowledgeBody>;

export const answerTransferBody = finalReply('代办机构的答复').meta({ id: 'AnswerTransferBody' });
export type AnswerTransferBody = z.output<typeof answerTransferBody>;

const TRANSFER_RETURNERS = ['agency', 'clerk'] as const;
export const returnTransferBody = z
  .strictObject({
    by: z.enum(TRANSFER_RETURNERS).describe('agency：代办机构不接收；clerk：专员收回'),
    reason: text(TEXT_LIMITS.remark).describe('理由'),
  })
  .meta({ id: 'ReturnTransferBody' });
export type ReturnTransferBody = z.output<typeof returnTransferBody>;

export const transferResponse = actResponseWith('TransferResponse', { transferId: uuid });
export type TransferResponse = z.output<typeof transferResponse>;

/** How a transfer ended: answered, not taken by the agency, taken back by the clerk, or with the citizen's withdrawal. */
export const TRANSFER_ENDS = ['answered', 'returned', 'taken-back', 'withdrawn', 'terminated'] as const;
export type TransferEnd = (typeof TRANSFER_ENDS)[number];

export const transfersQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().min(1).max(512).optional(),
  open: z.enum(['true', 'false']).default('true').describe('true：未结束的；false：已结束的'),
});
export type TransfersQuery = z.output<typeof transfersQuery>;

export const transfer = z
  .strictObject({
    transferId: uuid,
    complaintId: caseId,
    number: z.string(),
    caseStatus: z.enum(CASE_STATUSES),
    caseVersion: z.int().positive().describe('该件的 ETag 版本'),
    agency: agencyCode,
    agencyName: z.string(),
    reason: z.string().describe('转交理由'),
    citizenTold: citizenTold.nullable().describe('匿名反映为空'),
    transferredAt: instant,
    acknowledgedBy: z.string().nullable().describe('代办机构签收人；未签收为空'),
    acknowledgedAt: instant.nullable(),
    acknowledgementNote: z.string().nullable(),
    outcome: z.enum(REPLY_OUTCOMES).nullable(),
    endedAt: instant.nullable(),
    endedAs: z.enum(TRANSFER_ENDS).nullable().describe('已答复、机构退回、专员收回、反映人撤回、终止'),
    endReason: z.string().nullable().describe('退回或者收回的理由'),
    returnedDispatchId: uuid.nullable().describe('以超出本级权限退回而转交的转办单；不是因此转交的为空'),
    clock: clockView,
  })
  .meta({ id: 'Transfer', description: '帮办代办转交' });
export type Transfer = z.output<typeof transfer>;
export const transferPage = pageOf('TransferPage', transfer);
