import { z } from 'zod';
import { section, type Section } from '../config/config.js';

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

const postgresUrl = z.url({ protocol: /^postgres(ql)?$/, error: '应为 postgres:// 开头的连接地址' });

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
