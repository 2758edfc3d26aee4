import { COMPLAINT_TYPES } from '@bancheng/domain';
import { z } from 'zod';
import { catalogueCode, uuid } from '../primitives.js';
import { actResponseWith, finalReply, text, TEXT_LIMITS } from './common.js';

/** The HTTP API: what the window decides of a case: acceptance, declining, answers, termination, the type. */

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
