import { Client, escapeIdentifier } from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { SERVICES, type ServiceName } from './database.config.js';
import { platformMigrations } from './migrations/index.js';
import { ensureServiceRole } from './service-roles.js';

/** The migrations of one PostgreSQL schema, which keeps its own record of them in `<schema>.migrations`. */
export interface MigrationSet {
  readonly schema: string;
  readonly migrations: NonNullable<DataSourceOptions['migrations']>;
}

/** Any number that nothing else locks in this database. */
const MIGRATION_LOCK = 7_230_406;

/**
 * Brings a database up to date as its owner: roles, then schemas and their migrations in the given order, after the
 * platform's own. Safe to run twice and by two Jobs at once: the second waits and finds nothing to do.
 * @param serviceUrls each service's own connection, from which its role's password is taken
 * @returns the names of the migrations that ran
 */
export async function runMigrations(
  ownerUrl: string,
  sets: readonly MigrationSet[],
  serviceUrls: Readonly<Record<ServiceName, string>>,
): Promise<string[]> {
  const owner = new Client({ connectionString: ownerUrl, application_name: 'bancheng-migrate' });
  await owner.connect();
  try {
    await owner.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    for (const service of SERVICES) await ensureServiceRole(owner, ownerUrl, service, serviceUrls[service]);
    const ran: string[] = [];
    for (const set of [platformMigrations, ...sets]) ran.push(...(await migrateSchema(owner, ownerUrl, set)));
    return ran;
  } finally {
    await owner.end();
  }
}

async function migrateSchema(owner: Client, ownerUrl: string, set: MigrationSet): Promise<string[]> {
  await owner.query(`create schema if not exists ${escapeIdentifier(set.schema)}`);
  const dataSource = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    schema: set.schema,
    migrations: set.migrations,
    applicationName: 'bancheng-migrate',
    installExtensions: false,
  });
  await dataSource.initialize();
  try {
    const ran = await dataSource.runMigrations({ transaction: 'each' });
    return ran.map((migration) => migration.name);
  } finally {
    await dataSource.destroy();
  }
}
