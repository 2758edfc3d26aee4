import { z } from 'zod';
import type { Section } from './config.js';

/** What connects to the database under a role of its own: the services' rooms and the outbox relay. */
export const SERVICES = [
  'intake',
  'rules',
  'routing',
  'supervision',
  'transfer',
  'directory',
  'joint-meeting',
  'follow-up',
  'archive',
  'reporting',
  'notices',
  'relay',
] as const;
export type ServiceName = (typeof SERVICES)[number];

const flag = z
  .enum(['true', 'false'], '只能是 true 或 false')
  .default('false')
  .transform((value) => value === 'true');
const postgresUrl = z.url({ protocol: /^postgres(ql)?$/, error: '应为 postgres:// 开头的连接地址' });
const httpUrl = z.url({ protocol: /^https?$/, error: '应为 http:// 或 https:// 开头的地址' });
const hostAndPort = /^[^\s:,]+:\d{1,5}$/;

function section<T>(name: string, schema: z.ZodType<T>): Section<T> {
  return { name, schema };
}

/** Every process: how it runs, where it listens (0 = any free port), which proxies' X-Forwarded-For it believes. */
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
      LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
      TRUST_PROXY: z.string().optional(),
    })
    .transform((env) => ({
      environment: env.NODE_ENV,
      port: env.PORT,
      logLevel: env.LOG_LEVEL,
      trustProxy: env.TRUST_PROXY ?? false,
    })),
);

/** The owner's connection: the migration Job alone. */
export const ownerDatabaseSection = section(
  'database-owner',
  z.object({ DATABASE_URL: postgresUrl }).transform((env) => ({ url: env.DATABASE_URL })),
);

/** The connection of one service, under its role that owns nothing: DATABASE_URL_INTAKE, …_JOINT_MEETING, … */
export function databaseSection(service: ServiceName): Section<{ url: string }> {
  const variable = `DATABASE_URL_${service.toUpperCase().replaceAll('-', '_')}`;
  return section(
    `database-${service}`,
    z.object({ [variable]: postgresUrl }).transform((env) => ({ url: env[variable] as string })),
  );
}

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

/** The OpenID provider whose access tokens are accepted, and the claims that carry what we need to know of a person. */
export const oidcSection = section(
  'oidc',
  z
    .object({
      OIDC_ISSUER: httpUrl,
      OIDC_AUDIENCE: z.string(),
      OIDC_CLAIM_ROLES: z.string().default('bancheng_roles'),
      OIDC_CLAIM_JURISDICTION: z.string().default('bancheng_jurisdiction'),
      OIDC_CLAIM_DEPARTMENT: z.string().default('bancheng_department'),
    })
    .transform((env) => ({
      issuer: env.OIDC_ISSUER,
      audience: env.OIDC_AUDIENCE,
      claims: {
        roles: env.OIDC_CLAIM_ROLES,
        jurisdiction: env.OIDC_CLAIM_JURISDICTION,
        department: env.OIDC_CLAIM_DEPARTMENT,
      },
    })),
);
export type OidcConfig = z.output<typeof oidcSection.schema>;

/** The secret from which a case's query code is derived. */
export const queryCodeSection = section(
  'query-code',
  z.object({ QUERY_CODE_SECRET: z.string().min(32, '至少 32 个字符') }).transform((env) => ({
    secret: env.QUERY_CODE_SECRET,
  })),
);

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
