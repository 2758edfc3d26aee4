import { REPLY_OUTCOMES } from '@bancheng/domain';
import { z } from 'zod';
import { uuid } from '../primitives.js';
import { actResponseWith, text, TEXT_LIMITS } from './common.js';

/** The HTTP API: 签收 and 反馈. */

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
