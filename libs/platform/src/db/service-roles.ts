import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { postgresErrorOf } from '../logging/safe-error.js';
import type { ServiceName } from './database.config.js';
import { scramVerifier } from './scram.js';

const AUTHENTICATION_FAILED = new Set(['28P01', '28000']);
/** Role already exists (seen, or lost the race for the unique index). */
const EXISTS = 'duplicate_object or unique_violation';
const ATTEMPTS = 5;

/** The PostgreSQL role that a service logs in as: `bancheng_joint_meeting` for joint-meeting. */
export function roleOf(service: ServiceName): string {
  return `bancheng_${service.replaceAll('-', '_')}`;
}

/** Makes sure that the service's role exists and opens with the password in its URL. */
export async function ensureServiceRole(owner: Client, ownerUrl: string, service: ServiceName, serviceUrl: string) {
  const role = roleOf(service);
  const { username, password } = new URL(serviceUrl);
  if (decodeURIComponent(username) !== role) throw new Error(`The database URL of ${service} must log in as ${role}`);
  await ensureRole(owner, ownerUrl, role, decodeURIComponent(password));
}

/**
 * The role gets no attribute but LOGIN and owns nothing: an owner could drop the triggers that keep acts append-only.
 * A password that already opens is left alone.
 */
export async function ensureRole(owner: Client, ownerUrl: string, role: string, password: string): Promise<void> {
  for (let attempt = 1; !(await opens(ownerUrl, role, password)); attempt++) {
    if (attempt > ATTEMPTS) throw new Error(`Role ${role} does not open with its password`);
    await setPassword(owner, role, password, attempt);
  }
}

/** Roles belong to the whole server, so a migration of another database there may be doing the same right now. */
async function setPassword(owner: Client, role: string, password: string, attempt: number): Promise<void> {
  const definition = `role ${escapeIdentifier(role)} login password ${escapeLiteral(scramVerifier(password))}`;
  try {
    await owner.query(
      `do $do$ begin create ${definition}; exception when ${EXISTS} then alter ${definition}; end $do$`,
    );
  } catch (error) {
    const concurrently = postgresErrorOf(error)?.code === 'XX000';
    if (!concurrently || attempt === ATTEMPTS) throw error;
  }
}

async function opens(ownerUrl: string, role: string, password: string): Promise<boolean> {
  const url = new URL(ownerUrl);
  url.username = role;
  url.password = password;
  const client = new Client({ connectionString: url.href, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    return true;
  } catch (error) {
    if (AUTHENTICATION_FAILED.has(postgresErrorOf(error)?.code ?? '')) return false;
    throw error;
  } finally {
    await client.end();
  }
}
