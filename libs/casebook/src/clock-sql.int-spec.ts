import {
  CLOCK_KINDS,
  isDeadline,
  isMissed,
  isOpen,
  openObligations,
  owesRed,
  startClock,
  type CaseClock,
} from '@bancheng/domain';
import fc from 'fast-check';
import { CaseRecords } from '../test/case-records.js';
import { CLOCK_SQL } from './clock-sql.js';

const HOURS = 72;
const instantAt = (hour: number) => new Date(Date.UTC(2026, 2, 2) + hour * 3_600_000).toISOString();
const instant = fc.integer({ min: 0, max: HOURS }).map(instantAt);

const clocks: fc.Arbitrary<CaseClock> = fc
  .record({
    kind: fc.constantFrom(...CLOCK_KINDS),
    dueAt: instant,
    yellowAt: fc.option(instant),
    endedAt: fc.option(instant),
    overdue: fc.boolean(),
    pausedAt: fc.option(instant, { nil: undefined }),
    askedDueAt: fc.option(instant, { nil: undefined }),
  })
  .map(({ kind, dueAt, yellowAt, endedAt, overdue, pausedAt, askedDueAt }) => ({
    ...startClock({ clockId: `${kind}:1`, kind, department: null }, instantAt(0), {
      ...{ dueAt, yellowAt, provisional: false, calendarVersion: 'test' },
    }),
    ...(askedDueAt !== undefined && { askedDueAt }),
    ...{ endedAt, overdueAt: overdue ? dueAt : null, ...(pausedAt !== undefined && { pausedAt }) },
  }));

describe('the predicates of clocks in SQL', () => {
  let records: CaseRecords;
  beforeAll(async () => {
    records = await CaseRecords.open();
  });
  afterAll(() => records.close());

  it('say of random clocks what domain says', async () => {
    const sample = fc.sample(fc.tuple(clocks, instant), { numRuns: 2_000, seed: 20_260_302 });
    const rows = await records.rows(
      `select ${CLOCK_SQL.isOpen('k')} as open, ${CLOCK_SQL.isDeadline('k')} as deadline,
         ${CLOCK_SQL.isOpenObligation('k')} as obligation, ${CLOCK_SQL.isMissed('k', 'now')} as missed,
         ${CLOCK_SQL.owesRed('k', 'now')} as red
       from (select e->0 as k, (e->>1)::timestamptz as now, n
         from jsonb_array_elements($1::jsonb) with ordinality as s (e, n)) asked order by n`,
      [JSON.stringify(sample)],
    );
    const expected = sample.map(([clock, now]) => ({
      open: isOpen(clock),
      deadline: isDeadline(clock),
      obligation: openObligations([clock]).length > 0,
      missed: isMissed(clock, now),
      red: owesRed(clock, now),
    }));
    expect(rows).toEqual(expected);
    for (const key of ['open', 'deadline', 'obligation', 'missed', 'red'] as const) {
      expect(new Set(expected.map((row) => row[key]))).toEqual(new Set([true, false]));
    }
  });
});
