import { z } from 'zod';
import { section } from '../config/config.js';
import { flag, hostAndPort } from '../config/values.js';

/** KAFKA_SASL_MECHANISM, _USERNAME and _PASSWORD come together or not at all. */
export const kafkaSection = section(
  'kafka',
  z
    .object({
      KAFKA_BROKERS: z
        .string()
        .transform((list) => list.split(',').map((broker) => broker.trim()))
        .pipe(z.array(z.string().regex(hostAndPort, '应为逗号分隔的 主机:端口')).min(1)),
      KAFKA_TLS: flag,
      KAFKA_SASL_MECHANISM: z.enum(['plain', 'scram-sha-256', 'scram-sha-512']).optional(),
      KAFKA_SASL_USERNAME: z.string().optional(),
      KAFKA_SASL_PASSWORD: z.string().optional(),
    })
    .transform((env, context) => ({
      brokers: env.KAFKA_BROKERS,
      tls: env.KAFKA_TLS,
      sasl: saslOf(env.KAFKA_SASL_MECHANISM, env.KAFKA_SASL_USERNAME, env.KAFKA_SASL_PASSWORD, context),
    })),
);
export type KafkaConfig = z.output<typeof kafkaSection.schema>;

type SaslMechanism = 'plain' | 'scram-sha-256' | 'scram-sha-512';
type Sasl = { mechanism: SaslMechanism; username: string; password: string };

function saslOf(
  mechanism: SaslMechanism | undefined,
  username: string | undefined,
  password: string | undefined,
  context: z.RefinementCtx,
): Sasl | null {
  if (mechanism && username && password) return { mechanism, username, password };
  if (mechanism || username || password) {
    context.addIssue({
      code: 'custom',
      path: ['KAFKA_SASL_MECHANISM'],
      message: '须与 KAFKA_SASL_USERNAME、KAFKA_SASL_PASSWORD 一起设置',
    });
  }
  return null;
}
