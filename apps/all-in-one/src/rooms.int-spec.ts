import type { MigrationSet } from '@bancheng/platform';
import { createTestDatabase, type TestDatabase } from '@bancheng/testing';
import { Client } from 'pg';
import { runMigrations } from '@bancheng/platform';
import { migrations } from './migrations.js';

const ROOMS = ['supervision', 'transfer', 'directory', 'rules'];
const CASE = '00000000-0000-4000-8000-000000000001';

/** The migrations of the build before the rooms: none of `…1764700000000` or later, and no set of a room's own. */
const earlier: MigrationSet[] = migrations
  .filter(({ schema }) => !ROOMS.includes(schema))
  .map((set) => ({ ...set, migrations: (set.migrations as { name: string }[]).filter(before) as never[] }));

function before({ name }: { name: string }): boolean {
  return Number(/\d+$/.exec(name)![0]) < 1764700000000;
}

/** One row in every table that moves, as that build wrote them. */
const ROWS = `
insert into routing.supervision_notice values
  ('00000000-0000-4000-8000-000000000011', '${CASE}', '370406', 'case', null, now(), 1, now());
insert into routing.instruction (id, case_id, jurisdiction, notice_id, given_by, given_at) values
  ('00000000-0000-4000-8000-000000000012', '${CASE}', '370406', '00000000-0000-4000-8000-000000000011', 'leader-1', now());
insert into routing.task_force_call (id, case_id, jurisdiction, department, matter, called_by, called_at) values
  ('00000000-0000-4000-8000-000000000013', '${CASE}', '370406', 'scjg', '证照', 'clerk-1', now());
insert into routing.agency values ('370406', 'shengting', '省厅', null, true, 1);
insert into routing.transfer (id, case_id, jurisdiction, agency, reason, from_status, transferred_by, transferred_at) values
  ('00000000-0000-4000-8000-000000000014', '${CASE}', '370406', 'shengting', '省级权限', 'accepted', 'clerk-1', now());
insert into routing.responsibility values
  ('00000000-0000-4000-8000-000000000015', '370406', '食品经营许可', 'scjg', 'manual', 1);
insert into routing.signaller values ('370406', 'boss', 'leader', null, 1);
insert into routing.delegation values ('00000000-0000-4000-8000-000000000016', '370406', 'leader-1', 'clerk-1',
  '2026-03-02', '2026-03-06', '出差', 'admin-1', now());
insert into routing.delegation_revocation values ('00000000-0000-4000-8000-000000000016', 'admin-1', now());
insert into intake.station values ('370406', 'east', '东站', true, 1);
insert into intake.offline_slip values
  ('370406', 'east', '00000000-0000-4000-8000-000000000017', 1, 'digest', '${CASE}');
insert into intake.reprojection (id, because, to_version, asked_by, asked_at) values
  ('00000000-0000-4000-8000-000000000018', 'calendar', '2', 'admin-1', now());
insert into follow_up.officer values ('370406', 'hui-1', null, true, 1);`;

const MOVED: Record<string, string> = {
  'supervision.supervision_notice': 'routing',
  'supervision.instruction': 'routing',
  'supervision.task_force_call': 'routing',
  'transfer.transfer': 'routing',
  'directory.agency': 'routing',
  'directory.responsibility': 'routing',
  'directory.signaller': 'routing',
  'directory.delegation': 'routing',
  'directory.delegation_revocation': 'routing',
  'directory.station': 'intake',
  'directory.officer': 'follow_up',
  'rules.reprojection': 'intake',
};

/** All that makes a database what it is: columns, keys, checks, indexes, triggers, and who may do what. */
const SHAPE = `
select 'column' as what, format('%s.%s.%s', table_schema, table_name, column_name) as name,
  concat_ws(' ', data_type, is_nullable, column_default) as is from information_schema.columns
union all select 'constraint', format('%s %s', conrelid::regclass, conname), pg_get_constraintdef(oid)
  from pg_constraint where conrelid <> 0
union all select 'index', format('%s.%s', schemaname, indexname), indexdef from pg_indexes
union all select 'trigger', format('%s %s', tgrelid::regclass, tgname), pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
union all select 'schema', nspname, (select string_agg(acl::text, ' ' order by acl::text) from unnest(nspacl) acl)
  from pg_namespace
union all select 'table', c.oid::regclass::text,
  (select string_agg(acl::text, ' ' order by acl::text) from unnest(c.relacl) acl) from pg_class c
union all select 'column grant', format('%s.%s', a.attrelid::regclass, a.attname),
  (select string_agg(acl::text, ' ' order by acl::text) from unnest(a.attacl) acl) from pg_attribute a where attacl is not null
order by 1, 2, 3`;

describe('a database that an earlier build left', () => {
  let upgraded: TestDatabase;
  let fresh: TestDatabase;
  let owner: Client;

  beforeAll(async () => {
    [upgraded, fresh] = await Promise.all([createTestDatabase(earlier), createTestDatabase(migrations)]);
    owner = new Client({ connectionString: upgraded.ownerUrl });
    await owner.connect();
    await owner.query(ROWS);
  });
  afterAll(async () => {
    await owner.end();
    await Promise.all([upgraded.drop(), fresh.drop()]);
  });

  async function rowsIn(tables: readonly string[]): Promise<unknown[][]> {
    const rows: unknown[][] = [];
    for (const table of tables) rows.push((await owner.query(`select * from ${table}`)).rows);
    return rows;
  }

  async function shapeOf({ ownerUrl }: TestDatabase): Promise<string[]> {
    const client = new Client({ connectionString: ownerUrl });
    await client.connect();
    const { rows } = await client.query<{ what: string; name: string; is: string }>(SHAPE);
    await client.end();
    return rows
      .filter(({ name }) => !/pg_catalog|pg_toast|information_schema/.test(name))
      .map((row) => JSON.stringify(row));
  }

  it('keeps its rows in their rooms’ schemas, and is in every other way a fresh one', async () => {
    const before = await rowsIn(Object.entries(MOVED).map(([name, from]) => `${from}.${name.split('.')[1]}`));
    expect(before.every((rows) => rows.length === 1)).toBe(true);
    await runMigrations(upgraded.ownerUrl, migrations, upgraded.serviceUrls);
    expect(await rowsIn(Object.keys(MOVED))).toEqual(before);
    expect(await shapeOf(upgraded)).toEqual(await shapeOf(fresh));
  });
});
