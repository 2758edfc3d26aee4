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

/** A general matter that is followed up as 不满意: its clocks, and what reporting took of it. */
const CLOCKS = [
  {
    clockId: 'acceptance',
    kind: 'acceptance',
    dueAt: '2026-03-03T09:00:00Z',
    yellowAt: null,
    endedAt: '2026-03-02T02:00:00Z',
  },
  { clockId: 'case', kind: 'case', dueAt: '2026-03-10T09:00:00Z', yellowAt: '2026-03-09T09:00:00Z', endedAt: null },
  {
    clockId: 'dispatch:1',
    kind: 'dispatch',
    dueAt: '2026-03-05T09:00:00Z',
    yellowAt: '2026-03-04T09:00:00Z',
    endedAt: null,
  },
  { clockId: 'sign:1', kind: 'sign', dueAt: '2026-03-02T09:00:00Z', yellowAt: null, endedAt: null },
];
const EVENTS = [
  { kind: 'registered', status: 'registered', detail: { channel: 'phone' } },
  { kind: 'dispatched', status: 'dispatched', detail: {} },
  { kind: 'replied', status: 'replied', detail: {} },
  { kind: 'followUpOpened', status: 'follow-up', detail: { excluded: null } },
  { kind: 'graded', status: 'dissatisfied', detail: { grade: 'dissatisfied' } },
];
const DISPATCH = '00000000-0000-4000-8000-000000000019';
const CASE_ROWS = `
insert into casebook.complaint (id, number, jurisdiction, status, type, channel, matter_kind, accused_department, anonymous, confidential,
  handler, registered_at, clocks, due_at, seq)
values ('${CASE}', 'BBCS-370406-2026-00001', '370406', 'dispatched', 'general', 'phone', 'conduct', 'scjg', false, false,
  'clerk-1', '2026-03-02T01:00Z', '${JSON.stringify(CLOCKS)}', '2026-03-10T09:00Z', 5);
insert into casebook.particulars (case_id, name, record, claim, search_tokens) values ('${CASE}', '王小明', '经过', '诉求', '{}');
insert into reporting.ledger (case_id, number, jurisdiction, status, anonymous, registered_at, provisional, overdue, departments, answered,
  unreachable)
values ('${CASE}', 'BBCS-370406-2026-00001', '370406', 'dissatisfied', false, '2026-03-02T01:00Z', false, false, '{scjg}', false, false);
insert into reporting.dispatch (case_id, dispatch_id, jurisdiction, department, lead, sent_at, outcome, final)
values ('${CASE}', '${DISPATCH}', '370406', 'scjg', true, '2026-03-02T02:00Z', 'solved', true);
${EVENTS.map((data, index) => {
  const at = `2026-03-02T0${index + 1}:00Z`;
  return `insert into reporting.event values ('${CASE}', ${index + 1}, '370406', '${at}', '${JSON.stringify(data)}');`;
}).join('\n')}`;

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
  let before: unknown[][];

  beforeAll(async () => {
    [upgraded, fresh] = await Promise.all([createTestDatabase(earlier), createTestDatabase(migrations)]);
    owner = new Client({ connectionString: upgraded.ownerUrl });
    await owner.connect();
    await owner.query(ROWS + CASE_ROWS);
    before = await rowsIn(Object.entries(MOVED).map(([name, from]) => `${from}.${name.split('.')[1]}`));
    await runMigrations(upgraded.ownerUrl, migrations, upgraded.serviceUrls);
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
    expect(before.every((rows) => rows.length === 1)).toBe(true);
    expect(await rowsIn(Object.keys(MOVED))).toMatchObject(before); // later builds have added columns
    expect(await shapeOf(upgraded)).toEqual(await shapeOf(fresh));
  });

  it('has in its old rows what later builds keep there: every deadline, accused units, times of slips, verdicts, the ledger', async () => {
    const [complaint] = (await owner.query('select due_at, yellow_at, matter_kinds, accused from casebook.complaint'))
      .rows;
    expect(complaint).toEqual({
      due_at: new Date('2026-03-05T09:00Z'),
      yellow_at: new Date('2026-03-04T09:00Z'),
      matter_kinds: ['conduct'],
      accused: [{ department: 'scjg', subject: null }],
    });
    expect((await owner.query('select written_at from intake.offline_slip')).rows).toEqual([
      { written_at: new Date('2026-03-02T01:00Z') },
    ]);
    const verdicts = await owner.query('select seq, round, departments, by, grade, excluded from reporting.verdict');
    const graded = { seq: 5, round: 1, departments: ['scjg'], by: 'officer', grade: 'dissatisfied', excluded: null };
    expect(verdicts.rows).toEqual([graded]);
    const [row] = (await owner.query('select channel, lead_department, completed_at from reporting.ledger')).rows;
    expect(row).toEqual({ channel: 'phone', lead_department: 'scjg', completed_at: new Date('2026-03-02T03:00Z') });
  });
});
