import { DEFAULT_HALL_POLICY } from '../hall-policy.js';
import { instantAt } from '../local-time.js';
import { WorkingCalendar } from '../working-calendar.js';
import { OFFICIAL_NOTICES } from '../../test/official-notices.js';
import { extendClock, isMissed } from './case-clock.js';
import { extendedDeadline } from './deadlines.js';
import { mayClerkRetype, retypedClock } from './retyping.js';
import { startCaseClock } from './start-case-clock.js';

const rules = { policy: DEFAULT_HALL_POLICY, calendar: new WorkingCalendar(OFFICIAL_NOTICES) };
const close = (day: number) => instantAt(`2026-03-${String(day).padStart(2, '0')}`, '17:00');
const ACCEPTED = instantAt('2026-03-02', '10:00');

describe('问题类型更正', () => {
  const general = startCaseClock(1, 'general', ACCEPTED, rules);

  it('counts from 受理 by the new type and keeps the original deadline', () => {
    const complex = retypedClock(general, { from: 'general', to: 'complex' }, instantAt('2026-03-03', '09:00'), rules);
    expect(complex).toEqual({ ...general, dueAt: close(9), originalDueAt: close(4), yellowAt: close(6) });
  });

  it('leaves what was granted on top', () => {
    const at = instantAt('2026-03-03', '09:00');
    const extended = extendClock(general, extendedDeadline(general.dueAt, 3, at, rules.policy, rules.calendar), at);
    expect(retypedClock(extended, { from: 'general', to: 'complex' }, at, rules).dueAt).toBe(close(12));
    expect(retypedClock(extended, { from: 'general', to: 'simple' }, at, rules).dueAt).toBe(close(5));
  });

  it('is overdue at once where the new date has passed, and erases no mark', () => {
    const at = instantAt('2026-03-03', '09:00');
    const simple = retypedClock(general, { from: 'general', to: 'simple' }, at, rules);
    expect([simple.dueAt, simple.yellowAt, isMissed(simple, at)]).toEqual([close(2), null, true]);
    const missed = startCaseClock(1, 'simple', ACCEPTED, rules);
    const hard = retypedClock(missed, { from: 'simple', to: 'general' }, at, rules);
    expect(hard).toMatchObject({ dueAt: close(4), overdueAt: close(2) });
  });

  it('is the clerk’s until the close of the next working day', () => {
    expect([close(3), instantAt('2026-03-03', '17:01')].map((at) => mayClerkRetype(ACCEPTED, at, rules))).toEqual([
      true,
      false,
    ]);
  });
});
