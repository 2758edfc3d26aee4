import { DEFAULT_HALL_POLICY } from '../hall-policy.js';
import { instantAt } from '../local-time.js';
import { WorkingCalendar } from '../working-calendar.js';
import { OFFICIAL_NOTICES } from '../../test/official-notices.js';
import { startClock } from './case-clock.js';
import { commitmentClock, dispatchClock, transferClock } from './clock-ref.js';
import { deadlineAfter, dispatchDeadline } from './deadlines.js';
import { extendedClocks, sharingExtensions } from './extension.js';
import { startCaseClock } from './start-case-clock.js';

const rules = { policy: DEFAULT_HALL_POLICY, calendar: new WorkingCalendar(OFFICIAL_NOTICES) };
const { policy, calendar } = rules;
const close = (day: number) => instantAt(`2026-03-${String(day).padStart(2, '0')}`, '17:00');
const ACCEPTED = instantAt('2026-03-02', '10:00');
const AT = instantAt('2026-03-03', '09:00');

const own = startCaseClock(1, 'general', ACCEPTED, rules);
const slip = (id: string, department: string, requirement: 'immediate' | 'two-working-days' | 'five-working-days') => ({
  ...startClock({ ...dispatchClock(id), department }, ACCEPTED, {
    ...dispatchDeadline(requirement, ACCEPTED, own.dueAt, policy, calendar),
  }),
  requirement,
});

describe('延期 of one clock', () => {
  const [short, capped] = [slip('1', 'scjg', 'immediate'), slip('2', 'bdc', 'five-working-days')];
  const clocks = [own, short, capped];
  const duesOf = (which: typeof own, days: number) =>
    extendedClocks(clocks, which, days, AT, rules).map(({ clockId, dueAt }) => [clockId, dueAt]);

  it('of a slip takes the case’s own along where that would end before it', () => {
    expect(duesOf(short, 1)).toEqual([[short.clockId, close(3)]]);
    expect(duesOf(capped, 1)).toEqual([
      [capped.clockId, close(5)],
      ['case', close(5)],
    ]);
  });

  it('of the case moves the slips that it cut short, as far as they were asked for', () => {
    expect(duesOf(own, 1)).toEqual([
      ['case', close(5)],
      [capped.clockId, close(5)],
    ]);
    const [, freed] = extendedClocks(clocks, own, 10, AT, rules);
    expect(freed).toMatchObject({ dueAt: close(9), originalDueAt: close(4) });
    expect(freed!.askedDueAt).toBeUndefined();
  });

  it('of a case that had run out shortens no slip sent since', () => {
    const sentAt = instantAt('2026-03-04', '17:30');
    const deadline = dispatchDeadline('five-working-days', sentAt, own.dueAt, policy, calendar);
    const since = startClock({ ...dispatchClock('5'), department: 'bdc' }, sentAt, deadline);
    expect(extendedClocks([own, since], own, 1, sentAt, rules)).toMatchObject([{ clockId: 'case', dueAt: close(5) }]);
  });

  it.each([commitmentClock('1'), transferClock('1')])('of $kind stands alone, counted from its old date', (ref) => {
    const clock = startClock({ ...ref, department: null }, ACCEPTED, deadlineAfter(ACCEPTED, 4, policy, calendar));
    const moved = extendedClocks([own, clock], clock, 2, AT, rules);
    expect(moved).toMatchObject([{ clockId: clock.clockId, dueAt: close(10), originalDueAt: close(6) }]);
  });

  it('shares its days with a department’s other slips of the round, and with no other clock', () => {
    const again = { ...slip('3', 'bdc', 'two-working-days'), startedAt: AT };
    const earlier = { ...slip('4', 'bdc', 'two-working-days'), startedAt: instantAt('2026-02-27', '10:00') };
    const all = [...clocks, again, earlier];
    expect(sharingExtensions(all, again)).toEqual([capped, again]);
    expect(sharingExtensions(all, own)).toEqual([own]);
  });
});
