import { z } from 'zod';
import { section } from '../config/config.js';
import { flag, hostAndPort } from '../config/values.js';

export const temporalSection = section(
  'temporal',
  z
    .object({
      TEMPORAL_ADDRESS: z.string().regex(hostAndPort, '应为 主机:端口'),
      TEMPORAL_NAMESPACE: z.string().default('bancheng'),
      TEMPORAL_TLS: flag,
    })
    .transform((env) => ({
      address: env.TEMPORAL_ADDRESS,
      namespace: env.TEMPORAL_NAMESPACE,
      tls: env.TEMPORAL_TLS,
    })),
);
export type TemporalConfig = z.output<typeof temporalSection.schema>;
