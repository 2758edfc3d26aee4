import { DEFAULT_HALL_POLICY, type CalendarData, type CaseRules, type HallPolicy } from '@bancheng/domain';
import { SERVICES } from '@bancheng/platform';
import { FakeClock } from '@bancheng/testing';
import { CaseRecords, clockFrom, CLERK, HANDED_OVER, MORNING } from '../test/case-records.js';
import { Casebook } from './casebook.js';
import { BUILT_IN_CALENDAR, BUILT_IN_RULES, HallRules } from './hall-rules.js';
import { loadCase, readComplaint } from './load-case.js';

const REFUSED_BY_TRIGGER = '23001';
const REFUSED_BY_GRANTS = '42501';

describe('The rules a case is judged by', () => {
  let records: CaseRecords;
  let clock: FakeClock;
  /** A process of its own: it knows nothing of what others have seen. */
  let elsewhere: Casebook;

  beforeAll(async () => {
    clock = new FakeClock(MORNING);
    records = await CaseRecords.open(clock);
  });
  afterAll(() => records.close());
  beforeEach(() => {
    elsewhere = new Casebook(clock, new HallRules());
  });

  async function setPolicy(jurisdiction: string, version: number, effectiveFrom: string, policy: Partial<HallPolicy>) {
    const source = await records.as('rules');
    await source.query(`insert into casebook.policy values ($1, $2, $3, $4, null, 'admin', $5)`, [
      jurisdiction,
      version,
      effectiveFrom,
      JSON.stringify({ ...DEFAULT_HALL_POLICY, ...policy }),
      MORNING,
    ]);
  }

  async function takeCalendar(version: string, change: Partial<CalendarData> = {}) {
    const source = await records.as('rules');
    const data = JSON.stringify({ ...BUILT_IN_CALENDAR, ...change, version });
    await source.query(`insert into casebook.calendar values ($1, $2, 'admin', $3)`, [version, data, MORNING]);
    await source.query(`insert into casebook.calendar_taking (version, taken_by, taken_at) values ($1, 'admin', $2)`, [
      version,
      MORNING,
    ]);
  }

  async function rulesOf(casebook: Casebook, caseId: string): Promise<CaseRules> {
    let seen!: CaseRules;
    await records.transaction((tx) =>
      casebook.recordAct(tx, { caseId, jurisdiction: null }, CLERK, 'handedOver', (_complaint, _at, rules) => {
        seen = rules;
        return { kind: 'handedOver', ...HANDED_OVER };
      }),
    );
    return seen;
  }

  const policyOf = async (caseId: string, jurisdiction: string) =>
    (await records.transaction((tx) => readComplaint(tx, caseId, jurisdiction))).policyVersion;

  it('are those the product ships with where nobody has set others', async () => {
    const { caseId } = await records.register({ jurisdiction: '370400' });
    expect(await policyOf(caseId, '370400')).toBe(0);
    expect(await rulesOf(elsewhere, caseId)).toBe(BUILT_IN_RULES);
  });

  it('are the policy in force at registration, for the whole life of the case and in every process', async () => {
    const before = await records.register({ jurisdiction: '370401' });
    await setPolicy('370401', 1, MORNING, { general: { workingDays: 10 }, reworkRounds: 1 });
    await setPolicy('370401', 2, '2026-03-03T01:00:00.000Z', { general: { workingDays: 3 } });
    const first = await records.register({ jurisdiction: '370401' });
    clock.set('2026-03-03T01:00:00.000Z');
    const second = await records.register({ jurisdiction: '370401' });
    for (const casebook of [records.casebook, elsewhere]) {
      const days = await Promise.all(
        [before, first, second].map(async ({ caseId }) => (await rulesOf(casebook, caseId)).policy.general.workingDays),
      );
      expect(days).toEqual([2, 10, 3]);
    }
    const other = await records.register({ jurisdiction: '370403' });
    expect(await policyOf(other.caseId, '370403')).toBe(0);
    clock.set(MORNING);
  });

  it('of two policies effective at once are the one made later', async () => {
    await setPolicy('370405', 1, MORNING, { reworkRounds: 1 });
    await setPolicy('370405', 2, MORNING, { reworkRounds: 0 });
    const { caseId } = await records.register({ jurisdiction: '370405' });
    expect(await policyOf(caseId, '370405')).toBe(2);
  });

  it('tell the engine how many reworks the policy allows', async () => {
    await setPolicy('370407', 1, MORNING, { reworkRounds: 1 });
    const { caseId, facts } = await records.register({ jurisdiction: '370407' });
    expect(facts.reworkRounds).toBe(1);
    const { facts: loaded } = await records.transaction((tx) => loadCase(tx, caseId, 'run-1'));
    expect(loaded).toEqual(facts);
    const { caseId: plain, facts: usual } = await records.register({ jurisdiction: '370408' });
    expect(usual.reworkRounds).toBe(DEFAULT_HALL_POLICY.reworkRounds);
    expect((await records.transaction((tx) => loadCase(tx, plain, 'run-1'))).facts).toEqual(usual);
  });

  it('follow a calendar taken by another process at the next act and the next registration', async () => {
    const { caseId } = await records.register();
    await rulesOf(elsewhere, caseId);
    await takeCalendar('notices-1', { coveredTo: '2027-12-31', holidays: withHolidays('2027') });
    for (const casebook of [records.casebook, elsewhere]) {
      const { calendar, policy } = await rulesOf(casebook, caseId);
      expect(calendar.version).toBe('notices-1');
      expect(policy).toBe(DEFAULT_HALL_POLICY);
    }
    let opened = '';
    await records.transaction((tx) =>
      new Casebook(clock, new HallRules()).openCase(tx, CLERK, '370409', (at, { calendar }) => {
        opened = calendar.version;
        return records.newComplaint(at);
      }),
    );
    expect(opened).toBe('notices-1');
  });

  it("keep the policy's office hours under every calendar", async () => {
    await setPolicy('370410', 1, MORNING, { officeHours: { noon: '11:30', close: '16:30' } });
    const { caseId } = await records.register({ jurisdiction: '370410' });
    const { calendar } = await rulesOf(elsewhere, caseId);
    expect(calendar.close('2026-03-02')).toBe('2026-03-02T08:30:00.000Z');
  });

  it('cost no round trip more: one statement opens a case, and an act finds its rules with the lock', async () => {
    const { caseId } = await records.register();
    await rulesOf(records.casebook, caseId);
    await records.transaction(async (tx) => {
      const statements: string[] = [];
      const client = await tx.queryRunner!.connect();
      const query = client.query.bind(client);
      client.query = (given: string | { text: string }, ...rest: unknown[]) => {
        statements.push(typeof given === 'string' ? given : given.text);
        return query(given, ...rest);
      };
      await records.registerIn(tx);
      expect(statements).toHaveLength(1);
      await records.actIn(tx, caseId, 'handedOver', HANDED_OVER);
      expect(statements).toHaveLength(3);
      client.query = query;
    });
  });

  it('are shown to readers a few seconds old at most', async () => {
    const rules = new HallRules();
    const source = await records.as('routing');
    expect((await rules.calendarInForce(source.manager)).version).toBe('notices-1');
  });

  it('are added to and never changed, and by rules alone', async () => {
    await expect(records.register({ jurisdiction: '370401', clocks: [clockFrom(MORNING)] })).resolves.toBeDefined();
    for (const table of ['policy', 'calendar', 'calendar_taking']) {
      for (const change of [`delete from casebook.${table}`, `truncate casebook.${table} cascade`]) {
        await expect(records.rows(change)).rejects.toMatchObject({ code: REFUSED_BY_TRIGGER });
      }
      for (const service of SERVICES) {
        const source = await records.as(service);
        const refused = await source.query(`insert into casebook.${table} default values`).catch((error) => error.code);
        if (service !== 'rules') expect(refused).toBe(REFUSED_BY_GRANTS);
        else expect(refused).not.toBe(REFUSED_BY_GRANTS);
      }
    }
    await expect(records.rows(`update casebook.policy set version = 9`)).rejects.toMatchObject({
      code: REFUSED_BY_TRIGGER,
    });
  });
});

/** The fixed statutory holidays of a year beside those of the built-in calendar. */
function withHolidays(year: string): CalendarData['holidays'] {
  const fixed = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'];
  return { ...BUILT_IN_CALENDAR.holidays, ...Object.fromEntries(fixed.map((day) => [`${year}-${day}`, '法定节假日'])) };
}
