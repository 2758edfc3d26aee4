import { startClock, type CaseClock } from './clocks/case-clock.js';
import { endMergedClocks, numberedBefore, statusBeforeMerge, takesMerged } from './merging.js';
import { CASE_STATUSES } from './statuses.js';

const day = (date: number) => `2026-03-0${date}T09:00:00.000Z`;

function clock(kind: CaseClock['kind'], dueAt: string): CaseClock {
  return startClock({ clockId: kind, kind, department: null }, day(1), {
    dueAt,
    yellowAt: null,
    provisional: false,
    calendarVersion: 'test',
  });
}

describe('并单', () => {
  it('takes cases under every case that is neither over nor merged itself', () => {
    expect(CASE_STATUSES.filter((status) => !takesMerged(status))).toEqual([
      'merged',
      'withdrawn',
      'closed',
      'archived',
    ]);
  });

  it.each([
    ['2026-00001', '2026-00002', true],
    ['2026-99999', '2026-100000', true],
    ['2026-00002', '2027-00001', true],
    ['2027-00001', '2026-00002', false],
    ['2026-00001', '2026-00001', false],
  ])('goes under the first number: %s before %s is %s', (one, other, before) => {
    expect(numberedBefore(`BBCS-370406-${one}`, `BBCS-370406-${other}`)).toBe(before);
  });

  it('goes back to where it came from', () => {
    expect([statusBeforeMerge(null), statusBeforeMerge(day(2))]).toEqual(['registered', 'accepted']);
  });

  it('judges 受理 by the merge, and the handling by the first case’s', () => {
    const ended = endMergedClocks([clock('acceptance', day(2)), clock('case', day(4))], day(2), day(5));
    expect(ended).toMatchObject([
      { kind: 'acceptance', endedAt: day(2), overdueAt: null },
      { kind: 'case', endedAt: day(5), overdueAt: day(4) },
    ]);
  });

  it('ends nothing before the merge, and nothing twice', () => {
    const met = { ...clock('case', day(4)), clockId: 'met', endedAt: day(3) };
    const ended = endMergedClocks([met, clock('case', day(4))], day(4), day(2));
    expect(ended).toMatchObject([{ clockId: 'case', endedAt: day(4), overdueAt: null }]);
  });
});
