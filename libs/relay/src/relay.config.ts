import { section } from '@bancheng/platform';
import { z } from 'zod';

/** How long a command may be repeated with its idempotency key, in days; later it would be a new command. */
export const housekeepingSection = section(
  'housekeeping',
  z
    .object({
      IDEMPOTENCY_KEY_DAYS: z.coerce.number('应为天数').int('应为天数').min(1, '应为天数').default(30),
    })
    .transform((env) => ({ idempotencyKeyDays: env.IDEMPOTENCY_KEY_DAYS })),
);

/** How often the sweeper looks for cases whose workflow fell behind, in milliseconds. */
export const sweepSection = section(
  'sweep',
  z
    .object({
      SWEEP_INTERVAL_MS: z.coerce.number('应为毫秒数').int('应为毫秒数').min(100, '应为毫秒数').default(30_000),
    })
    .transform((env) => ({ intervalMs: env.SWEEP_INTERVAL_MS })),
);
