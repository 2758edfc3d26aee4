import { createTestDatabase, type TestDatabase } from '@bancheng/testing';
import { Client } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createDataSource } from './data-source.js';
import { SERVICES } from './database.config.js';
import { runMigrations, type MigrationSet } from './migrate.js';
import { ensureRole, roleOf } from './service-roles.js';

class CreateThing1735660800001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('create table demo.thing (id int primary key)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table demo.thing');
  }
}

const demo: MigrationSet = { schema: 'demo', migrations: [CreateThing1735660800001] };

describe('runMigrations', () => {
  let database: TestDatabase;
  let owner: Client;

  beforeEach(async () => {
    database = await createTestDatabase();
    owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
  });

  afterEach(async () => {
    await owner.end();
    await database.drop();
  });

  async function ran(schema: string): Promise<string[]> {
    const { rows } = await owner.query<{ name: string }>(`select name from ${schema}.migrations order by id`);
    return rows.map((row) => row.name);
  }

  it('creates each schema with a record of its own, and does nothing the second time', async () => {
    expect(await runMigrations(database.ownerUrl, [demo], database.serviceUrls)).toEqual(['CreateThing1735660800001']);
    expect(await runMigrations(database.ownerUrl, [demo], database.serviceUrls)).toEqual([]);
    expect(await ran('demo')).toEqual(['CreateThing1735660800001']);
    expect(await ran('platform')).toEqual(['IdempotencyKeys1735660800000', 'Rooms1764700000000']);
  });

  it('lets two Jobs run at once', async () => {
    const both = await Promise.all([1, 2].map(() => runMigrations(database.ownerUrl, [demo], database.serviceUrls)));
    expect(both.flat()).toEqual(['CreateThing1735660800001']);
  });

  it('makes a role for every service that logs in and owns nothing', async () => {
    const roles = SERVICES.map(roleOf);
    const owned = await owner.query(
      `select 1 from pg_shdepend d join pg_roles r on r.oid = d.refobjid where d.deptype = 'o' and r.rolname = any ($1)`,
      [roles],
    );
    expect(owned.rows).toEqual([]);
    const attributes = await owner.query(
      `select rolname from pg_roles where rolname = any ($1) and rolcanlogin
         and not (rolsuper or rolcreatedb or rolcreaterole or rolbypassrls or rolreplication)`,
      [roles],
    );
    expect(attributes.rowCount).toBe(SERVICES.length);
  });

  it.each(['create table platform.own (id int)', 'create schema own', 'drop table platform.idempotency_key'])(
    'refuses a service to %s',
    async (statement) => {
      const service = new Client({ connectionString: database.serviceUrls.intake });
      await service.connect();
      await expect(service.query(statement)).rejects.toMatchObject({ code: '42501' });
      await service.end();
    },
  );

  it('refuses a service URL that logs in as somebody else', async () => {
    const urls = { ...database.serviceUrls, archive: database.ownerUrl };
    await expect(runMigrations(database.ownerUrl, [], urls)).rejects.toThrow(
      'The database URL of archive must log in as bancheng_archive',
    );
  });

  it('gives a role its password, and a new one when it changes', async () => {
    const role = `${new URL(database.ownerUrl).pathname.slice(1)}_role`;
    const opens = async (password: string) => {
      const url = new URL(database.ownerUrl);
      url.username = role;
      url.password = encodeURIComponent(password);
      const client = new Client({ connectionString: url.href });
      const opened = await client.connect().then(
        () => true,
        () => false,
      );
      await client.end();
      return opened;
    };
    try {
      await Promise.all([1, 2, 3].map(() => ensureRoleAsOwner(role, 'first')));
      expect(await opens('first')).toBe(true);
      await ensureRoleAsOwner(role, "new p'a%ss");
      expect([await opens('first'), await opens("new p'a%ss")]).toEqual([false, true]);
    } finally {
      await owner.query(`drop role ${role}`);
    }
  });

  async function ensureRoleAsOwner(role: string, password: string): Promise<void> {
    const another = new Client({ connectionString: database.ownerUrl });
    await another.connect();
    await ensureRole(another, database.ownerUrl, role, password);
    await another.end();
  }

  it('opens sessions in UTC with time-outs and a name', async () => {
    const dataSource = await createDataSource({
      applicationName: 'bancheng-intake',
      url: database.serviceUrls.intake,
      schema: 'platform',
      entities: [],
    }).initialize();
    const settings = ['TimeZone', 'application_name', 'lock_timeout', 'statement_timeout'];
    const rows: Record<string, string>[] = await dataSource.query(
      `select ${settings.map((name) => `current_setting('${name}') as "${name}"`).join(', ')}`,
    );
    await dataSource.destroy();
    expect(rows[0]).toEqual({
      TimeZone: 'UTC',
      application_name: 'bancheng-intake',
      lock_timeout: '5s',
      statement_timeout: '15s',
    });
  });
});
