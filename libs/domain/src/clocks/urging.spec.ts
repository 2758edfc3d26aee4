import { OFFICIAL_NOTICES } from '../../test/official-notices.js';
import { endClock, extendClock, nextAlarm, pauseClock, resumeClock, startClock, type CaseClock } from './case-clock.js';
import { DEFAULT_HALL_POLICY } from '../hall-policy.js';
import { superviseClock } from './urging.js';
import { WorkingCalendar } from '../working-calendar.js';

const rules = { policy: DEFAULT_HALL_POLICY, calendar: new WorkingCalendar(OFFICIAL_NOTICES) };
const FRIDAY = '2026-03-06T09:00:00.000Z';
const clock = startClock({ clockId: 'case', kind: 'case', department: null }, '2026-03-04T02:00:00.000Z', {
  dueAt: FRIDAY,
  yellowAt: null,
  provisional: false,
  calendarVersion: 'test',
});
const red = (of: CaseClock = clock, at = FRIDAY) => superviseClock(of, 'red', at, rules);

/** Gives every alarm of the clock when it goes off, `late` milliseconds later; the instants of the 督办单. */
function urgesOf(start: CaseClock, late = 0): string[] {
  const given: string[] = [];
  let current = start;
  for (let alarm = nextAlarm([current]); alarm !== null; alarm = nextAlarm([current])) {
    const at = new Date(Date.parse(alarm.at) + late).toISOString();
    if (alarm.level === 'urge') given.push(at);
    current = superviseClock(current, alarm.level, at, rules);
  }
  expect(current.urges).toBe(given.length);
  return given;
}

describe('督办', () => {
  it('follows a red warning at once, then at the close of each working day, up to the policy’s number', () => {
    expect(urgesOf(clock)).toEqual([
      FRIDAY,
      '2026-03-09T09:00:00.000Z',
      '2026-03-10T09:00:00.000Z',
      '2026-03-11T09:00:00.000Z',
      '2026-03-12T09:00:00.000Z',
    ]);
  });

  it('gives one after an outage of days, and goes on by the working day', () => {
    const marked = red(clock, '2026-03-18T01:00:00.000Z');
    const first = nextAlarm([marked])!;
    expect(first).toMatchObject({ level: 'urge', at: '2026-03-18T01:00:00.000Z', dueAt: FRIDAY });
    const urged = superviseClock(marked, 'urge', '2026-03-20T01:00:00.000Z', rules);
    expect(nextAlarm([urged])).toMatchObject({ level: 'urge', at: '2026-03-23T09:00:00.000Z' });
    expect(new Set(urgesOf(clock, 36 * 3_600_000).map((at) => at.slice(0, 10))).size).toBe(5);
  });

  it('stops when the clock ends or moves', () => {
    const urged = superviseClock(red(), 'urge', FRIDAY, rules);
    expect(nextAlarm([endClock(urged, '2026-03-09T01:00:00.000Z')])).toBeNull();
    const later = { dueAt: '2026-03-12T09:00:00.000Z', yellowAt: null, provisional: false, calendarVersion: 'test' };
    const moved = extendClock(urged, later, '2026-03-09T01:00:00.000Z');
    expect(nextAlarm([moved])).toMatchObject({ level: 'red', at: later.dueAt });
    expect(moved).not.toHaveProperty('urges');
    expect(nextAlarm([{ ...urged, dueAt: later.dueAt }])).toMatchObject({ level: 'red' });
  });

  it('goes on when a missed deadline stood still and was not moved by it', () => {
    const urged = superviseClock(red(), 'urge', FRIDAY, rules);
    const { dueAt, yellowAt, provisional, calendarVersion } = urged;
    const same = { dueAt, yellowAt, provisional, calendarVersion };
    const resumed = resumeClock(pauseClock(urged, '2026-03-09T01:00:00.000Z'), same);
    expect(nextAlarm([resumed])).toMatchObject({ level: 'urge', at: '2026-03-09T09:00:00.000Z' });
    const later = { ...same, dueAt: '2026-03-09T09:00:00.000Z' };
    const moved = resumeClock(pauseClock(urged, '2026-03-09T01:00:00.000Z'), later);
    expect(nextAlarm([moved])).toMatchObject({ level: 'red', at: later.dueAt });
    const unmarked = resumeClock(pauseClock(clock, '2026-03-09T01:00:00.000Z'), later);
    expect(unmarked.overdueAt).toBe(FRIDAY);
  });

  it('is not for what only reminds, nor where the policy has none', () => {
    expect(nextAlarm([red({ ...clock, kind: 'sign' })])).toBeNull();
    expect(nextAlarm([red({ ...clock, kind: 'transfer' })])?.level).toBe('urge');
    const none = { ...rules, policy: { ...rules.policy, urgesAtMost: 0 } };
    expect(nextAlarm([superviseClock(clock, 'red', FRIDAY, none)])).toBeNull();
    expect(superviseClock(clock, 'yellow', FRIDAY, rules)).toMatchObject({ yellowWarnedAt: FRIDAY, overdueAt: null });
  });
});
