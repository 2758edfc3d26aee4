import { section } from '@bancheng/platform';
import { z } from 'zod';

/** When the weekly supervision report is made: cron of five fields (minute hour day month weekday), Asia/Shanghai. */
export const supervisionReportSection = section(
  'supervision-report',
  z
    .object({
      SUPERVISION_REPORT_CRON: z
        .string()
        .regex(/^[\d*/,-]+( [\d*/,-]+){2}( [\dA-Z*/,-]+){2}$/i, '应为五段 cron：分 时 日 月 星期')
        .default('0 9 * * 1'),
    })
    .transform((env) => ({ cron: env.SUPERVISION_REPORT_CRON })),
);
