import { z } from 'zod';
import { section } from '../config/config.js';

/** Every process: how it runs, where it listens (port 0 = any free one), which proxies' X-Forwarded-For it believes. */
export const processSection = section(
  'process',
  z
    .object({
      NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
      PORT: z.coerce
        .number('应为端口号')
        .int('应为端口号')
        .min(0, '应为端口号')
        .max(65_535, '应为端口号')
        .default(3000),
      HOST: z.string().min(1, '应为监听的地址').default('0.0.0.0'),
      LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
      TRUST_PROXY: z.string().optional(),
    })
    .transform((env) => ({
      environment: env.NODE_ENV,
      host: env.HOST,
      port: env.PORT,
      logLevel: env.LOG_LEVEL,
      trustProxy: env.TRUST_PROXY ?? false,
    })),
);
