import { section } from '@bancheng/platform';
import { z } from 'zod';

/** The secret from which a case's query code is derived. */
export const queryCodeSection = section(
  'query-code',
  z.object({ QUERY_CODE_SECRET: z.string().min(32, '至少 32 个字符') }).transform((env) => ({
    secret: env.QUERY_CODE_SECRET,
  })),
);
