import { SERVICES, type ServiceName } from '@bancheng/platform';
import { CaseRecords } from '../../test/case-records.js';

const REFUSED_BY_GRANTS = '42501';
const REFUSED_BY_TRIGGER = '23001';
const WRITERS = [
  ...(['intake', 'rules', 'routing', 'supervision', 'transfer', 'joint-meeting', 'follow-up', 'archive'] as const),
] satisfies ServiceName[];

describe('What a role may do in the casebook', () => {
  let records: CaseRecords;
  let caseId: string;

  beforeAll(async () => {
    records = await CaseRecords.open();
    ({ caseId } = await records.register());
  });
  afterAll(() => records.close());

  async function attempt(service: ServiceName, sql: string): Promise<string> {
    const source = await records.as(service);
    return source.query(sql).then(
      () => 'done',
      (error: { code: string }) => error.code,
    );
  }

  const CHANGES_TO_ACTS = [
    `update casebook.act set at = now()`,
    `delete from casebook.act`,
    `truncate casebook.act cascade`,
    `insert into casebook.act select * from casebook.act on conflict (case_id, seq) do update set at = now()`,
  ];

  it.each(CHANGES_TO_ACTS)('the owner of the tables is refused: %s', async (sql) => {
    await expect(records.rows(sql)).rejects.toMatchObject({ code: REFUSED_BY_TRIGGER });
    expect(await records.rows('select seq from casebook.act where case_id = $1', [caseId])).toEqual([{ seq: 1 }]);
  });

  it.each(SERVICES)('%s cannot change, remove or empty acts, nor take away what guards them', async (service) => {
    const guards = [
      `drop trigger act_append_only on casebook.act`,
      `alter table casebook.act disable trigger all`,
      `set session_replication_role = replica`,
      `drop table casebook.act`,
      `create or replace function casebook.refuse_change() returns trigger language plpgsql as 'begin return null; end'`,
    ];
    for (const sql of [...CHANGES_TO_ACTS, ...guards]) expect(await attempt(service, sql)).toBe(REFUSED_BY_GRANTS);
  });

  it.each(SERVICES)('%s owns nothing and has no attribute but its login', async (service) => {
    const source = await records.as(service);
    const owned = await source.query<unknown[]>(
      `select relname from pg_class where relowner = current_user::regrole
       union all select proname from pg_proc where proowner = current_user::regrole
       union all select nspname from pg_namespace where nspowner = current_user::regrole`,
    );
    expect(owned).toEqual([]);
    const attributes = await source.query<unknown[]>(
      `select rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls, rolcanlogin from pg_roles
       where rolname = current_user`,
    );
    expect(attributes).toEqual([
      {
        rolsuper: false,
        rolcreaterole: false,
        rolcreatedb: false,
        rolreplication: false,
        rolbypassrls: false,
        rolcanlogin: true,
      },
    ]);
    const memberships = `select 1 from pg_auth_members where member = current_user::regrole`;
    expect(await source.query<unknown[]>(memberships)).toEqual([]);
  });

  it.each(WRITERS)('%s cannot renumber a case, move it elsewhere or take it away', async (service) => {
    const changes = [
      `update casebook.complaint set number = 'BBCS-370406-2026-99999'`,
      `update casebook.complaint set jurisdiction = '110101'`,
      `update casebook.complaint set registered_at = now()`,
      `delete from casebook.complaint`,
      `delete from casebook.particulars`,
      `delete from casebook.shared_text`,
      `delete from casebook.outbox`,
      `delete from casebook.delivery`,
    ];
    for (const sql of changes) expect(await attempt(service, sql)).toBe(REFUSED_BY_GRANTS);
  });

  it('only intake corrects a slip, and nobody what stood on it before', async () => {
    const corrections = [
      `update casebook.complaint set confidential = not confidential`,
      `update casebook.particulars set name = null`,
      `update casebook.particulars set phone_given = null`,
      `update casebook.particulars set service_item = null, service_item_name = null, application_number = null`,
      `update casebook.particulars set folded = '', name_keys = '{}', fold_version = 0`,
    ];
    for (const service of SERVICES) {
      for (const sql of corrections) {
        expect(await attempt(service, sql)).toBe(service === 'intake' ? 'done' : REFUSED_BY_GRANTS);
      }
      const insert = `insert into casebook.particulars_revision default values`;
      if (service !== 'intake') expect(await attempt(service, insert)).toBe(REFUSED_BY_GRANTS);
      for (const change of [
        'update casebook.particulars_revision set name = null',
        'delete from casebook.particulars_revision',
      ]) {
        expect(await attempt(service, change)).toBe(REFUSED_BY_GRANTS);
      }
    }
    expect(await attempt('relay', `select 1 from casebook.particulars_revision`)).toBe(REFUSED_BY_GRANTS);
  });

  it('intake and routing keep papers that come later, intake reads them, and nobody changes them', async () => {
    for (const service of SERVICES) {
      const insert = `insert into casebook.added_papers values ('${caseId}', ${SERVICES.indexOf(service) + 100}, '[]')`;
      const adds = ['intake', 'routing'].includes(service);
      expect(await attempt(service, insert)).toBe(adds ? 'done' : REFUSED_BY_GRANTS);
      const reads = await attempt(service, 'select 1 from casebook.added_papers');
      expect(reads).toBe(service === 'intake' ? 'done' : REFUSED_BY_GRANTS);
      expect(await attempt(service, `update casebook.added_papers set attachments = '[]'`)).toBe(REFUSED_BY_GRANTS);
    }
  });

  it('only intake opens cases and counts numbers', async () => {
    const openings = [
      `insert into casebook.complaint default values`,
      `insert into casebook.particulars default values`,
      `update casebook.number_counter set last = 0`,
    ];
    for (const service of SERVICES.filter((name) => name !== 'intake')) {
      for (const sql of openings) expect(await attempt(service, sql)).toBe(REFUSED_BY_GRANTS);
    }
    expect(await attempt('intake', `delete from casebook.number_counter`)).toBe(REFUSED_BY_GRANTS);
  });

  it('only directory writes departments, and whoever is told codes reads it', async () => {
    const writes = [
      `insert into casebook.department values ('370406', 'x', '部门', true)
       on conflict (jurisdiction, code) do update set active = true`,
      `update casebook.department set active = false`,
    ];
    for (const service of SERVICES) {
      const reads = ['intake', 'routing', 'supervision', 'directory', 'joint-meeting'].includes(service);
      expect(await attempt(service, 'select 1 from casebook.department')).toBe(reads ? 'done' : REFUSED_BY_GRANTS);
      for (const sql of writes) {
        expect(await attempt(service, sql)).toBe(service === 'directory' ? 'done' : REFUSED_BY_GRANTS);
      }
      expect(await attempt(service, 'delete from casebook.department')).toBe(REFUSED_BY_GRANTS);
    }
  });

  it('directory learns what a department has open, and reads no case', async () => {
    const asked = "select * from casebook.open_work_of('370406', 'scjg', 1)";
    for (const service of SERVICES) {
      expect(await attempt(service, asked)).toBe(service === 'directory' ? 'done' : REFUSED_BY_GRANTS);
    }
    expect(await attempt('directory', 'select id from casebook.complaint')).toBe(REFUSED_BY_GRANTS);
  });

  it('reporting reads and writes nothing of the record', async () => {
    for (const table of ['complaint', 'act', 'particulars', 'shared_text']) {
      expect(await attempt('reporting', `select 1 from casebook.${table}`)).toBe('done');
    }
    for (const table of ['complaint', 'act', 'particulars', 'shared_text', 'outbox', 'delivery']) {
      expect(await attempt('reporting', `insert into casebook.${table} default values`)).toBe(REFUSED_BY_GRANTS);
    }
    expect(await attempt('reporting', `update casebook.complaint set status = 'archived'`)).toBe(REFUSED_BY_GRANTS);
    for (const table of ['outbox', 'delivery']) {
      expect(await attempt('reporting', `select 1 from casebook.${table}`)).toBe(REFUSED_BY_GRANTS);
    }
  });

  it('notices read whether a citizen can be told, at which number and under which case, and nothing else', async () => {
    const told = 'select id, anonymous, number, merged_into from casebook.complaint';
    expect(await attempt('notices', told)).toBe('done');
    expect(await attempt('notices', 'select case_id, phone from casebook.particulars')).toBe('done');
    expect(await attempt('notices', 'select data from casebook.calendar')).toBe('done');
    for (const refused of [
      'select status from casebook.complaint',
      'select name from casebook.particulars',
      'select record from casebook.particulars',
      'select phone_given from casebook.particulars',
      'select 1 from casebook.shared_text',
      'select 1 from casebook.act',
      'select 1 from casebook.outbox',
      'select 1 from casebook.delivery',
      `update casebook.complaint set status = 'archived'`,
      `update casebook.particulars set phone = null`,
    ]) {
      expect(await attempt('notices', refused)).toBe(REFUSED_BY_GRANTS);
    }
  });

  it('the relay sees no names and no texts, and changes of a case only what the engine has confirmed', async () => {
    for (const table of ['particulars', 'shared_text', 'number_counter']) {
      expect(await attempt('relay', `select 1 from casebook.${table}`)).toBe(REFUSED_BY_GRANTS);
    }
    expect(await attempt('relay', `update casebook.complaint set engine_seq = 0, engine_run_id = null`)).toBe('done');
    for (const column of [`status = 'archived'`, 'seq = 9', `clocks = '[]'`]) {
      expect(await attempt('relay', `update casebook.complaint set ${column}`)).toBe(REFUSED_BY_GRANTS);
    }
    for (const table of ['act', 'outbox', 'delivery']) {
      expect(await attempt('relay', `insert into casebook.${table} default values`)).toBe(REFUSED_BY_GRANTS);
    }
  });

  it.each(WRITERS)('%s can do what recordAct does', async (service) => {
    const source = await records.as(service);
    const recorded = await source.transaction((tx) =>
      records.actIn(tx, caseId, 'handedOver', { detail: { from: 'clerk-1', to: service } }),
    );
    expect(recorded.kind).toBe('handedOver');
  });
});
