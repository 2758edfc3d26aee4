import { section } from '@bancheng/platform';
import { z } from 'zod';

/**
 * How notices leave. Without SMTP_URL mail waits in the outbox like short messages, for a gateway to fetch; whoever may
 * fetch is named by the `sub` of its token, and without a name nobody may.
 */
export const noticeSection = section(
  'notices',
  z
    .object({
      SMTP_URL: z.url({ protocol: /^smtps?$/, error: '应为 smtp:// 或 smtps:// 开头的地址' }).optional(),
      NOTICE_FROM: z.email('应为邮箱地址').optional(),
      NOTICE_CITIZEN_CHANNEL: z.enum(['sms', 'wechat'], '只能是 sms 或 wechat').default('sms'),
      NOTICE_GATEWAY_SUBJECTS: z
        .string()
        .default('')
        .transform((list) => list.split(',').flatMap((subject) => subject.trim() || [])),
    })
    .transform((env, context) => ({
      smtp: smtpOf(env.SMTP_URL, env.NOTICE_FROM, context),
      citizenChannel: env.NOTICE_CITIZEN_CHANNEL,
      gatewaySubjects: env.NOTICE_GATEWAY_SUBJECTS,
    })),
);
export type SmtpConfig = { url: string; from: string };

function smtpOf(url: string | undefined, from: string | undefined, context: z.RefinementCtx): SmtpConfig | null {
  if (url && from) return { url, from };
  if (url || from) {
    context.addIssue({ code: 'custom', path: ['NOTICE_FROM'], message: '须与 SMTP_URL 一起设置' });
  }
  return null;
}
