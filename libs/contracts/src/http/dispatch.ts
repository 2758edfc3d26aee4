import { z } from 'zod';
import { sentSlip } from '../events/dispatched.event.js';
import { departmentCode, DISPATCH_REQUIREMENTS, DOUBT_KINDS, enteredDate } from '../primitives.js';
import { actResponseWith, caseId, line, lookedAt, text, TEXT_LIMITS } from './common.js';

/** The HTTP API: 转办单 as they are sent, and what is looked at before. */

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
