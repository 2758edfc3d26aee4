import { ACCEPTANCE_CLOCK } from '@bancheng/domain';
import { FakeClock } from '@bancheng/testing';
import { CaseRecords, clockFrom, MORNING } from '../test/case-records.js';
import { actedSince, caseStands, clockIsOpen } from './index.js';

const LATER = '2026-03-02T02:00:00.000Z';

describe('the predicates of cases in SQL', () => {
  const clock = new FakeClock(MORNING);
  let records: CaseRecords;
  let caseId: string;

  beforeAll(async () => {
    records = await CaseRecords.open(clock);
    ({ caseId } = await records.register());
    await records.register();
  });
  afterAll(() => records.close());

  /** What the predicate says of a service's own row, whose columns have the casebook's names too. */
  async function holds(
    predicate: string,
    values: { id?: string; at?: string; clockId?: string } = {},
  ): Promise<unknown> {
    const { id = caseId, at = MORNING, clockId = ACCEPTANCE_CLOCK.clockId } = values;
    const [row] = await records.rows<{ holds: boolean }>(
      `select ${predicate} as holds from (values ($1::uuid, $2::timestamptz, $3::text)) as c (id, at, clock_id)`,
      [id, at, clockId],
    );
    return row!.holds;
  }

  it('say where a case stands', async () => {
    expect(await holds(caseStands('c.id', ['merged', 'registered']))).toBe(true);
    expect(await holds(caseStands('c.id', ['closed', 'archived']))).toBe(false);
  });

  it('say whether a clock of the case is open, and due when it was', async () => {
    const open = clockIsOpen('c.id', 'c.clock_id');
    const unmoved = clockIsOpen('c.id', 'c.clock_id', 'c.at');
    const { dueAt, ...rest } = clockFrom(MORNING);
    expect(await holds(open)).toBe(true);
    expect(await holds(open, { clockId: 'commitment:1' })).toBe(false);
    expect(await holds(unmoved, { at: dueAt })).toBe(true);
    expect(await holds(unmoved, { at: LATER })).toBe(false);

    const ended = await records.register({ clocks: [{ ...rest, dueAt, endedAt: MORNING }] });
    expect(await holds(open, { id: ended.caseId })).toBe(false);
    expect(await holds(unmoved, { id: ended.caseId, at: dueAt })).toBe(false);
  });

  it('say whether an act was recorded of the case since', async () => {
    const since = actedSince('c.id', ['handedOver', 'closed'], 'c.at');
    expect(await holds(since)).toBe(false);
    await records.handOver(caseId);
    expect(await holds(since)).toBe(true);
    expect(await holds(since, { at: LATER })).toBe(false);
    expect(await holds(actedSince('c.id', ['withdrawn'], 'c.at'))).toBe(false);
  });
});
