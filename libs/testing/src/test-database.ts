import { randomBytes } from 'node:crypto';
import { roleOf, runMigrations, SERVICES, type MigrationSet, type ServiceName } from '@bancheng/platform';
import { Client } from 'pg';

/** A database of one test's own on the server of `DATABASE_URL`. */
export interface TestDatabase {
  readonly ownerUrl: string;
  /** Connections under each service's role. */
  readonly serviceUrls: Readonly<Record<ServiceName, string>>;
  /** Drops it, whoever is still connected. */
  drop(): Promise<void>;
}

/**
 * Creates a database named `test_<random>`, with the service roles and the migrations of `sets` after the platform's.
 * Roles belong to the server: their passwords come from `DATABASE_URL_<SERVICE>` where set, so that a running system
 * on the same server is not locked out.
 */
export async function createTestDatabase(sets: readonly MigrationSet[] = []): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(`create database ${name}`);
  const ownerUrl = withDatabase(serverUrl(), name);
  const serviceUrls = Object.fromEntries(SERVICES.map((service) => [service, serviceUrl(service, ownerUrl)])) as Record<
    ServiceName,
    string
  >;
  const drop = () => onServer(`drop database ${name} with (force)`);
  try {
    await runMigrations(ownerUrl, sets, serviceUrls);
  } catch (error) {
    await drop();
    throw error;
  }
  return { ownerUrl, serviceUrls, drop };
}

function serverUrl(): string {
  const url = process.env['DATABASE_URL'];
  if (!url) throw new Error('Integration tests need DATABASE_URL (the server that Jest’s global set-up starts)');
  return url;
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

function serviceUrl(service: ServiceName, ownerUrl: string): string {
  const given = process.env[`DATABASE_URL_${service.toUpperCase().replaceAll('-', '_')}`];
  const url = new URL(ownerUrl);
  url.username = roleOf(service);
  url.password = given ? new URL(given).password : 'only-for-tests';
  return url.href;
}

async function onServer(statement: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
