import {
  alarmStands,
  endClock,
  extendClock,
  isDeadline,
  isMissed,
  nextAlarm,
  pauseClock,
  resumeClock,
  startClock,
  stopClock,
  warnClock,
  type CaseClock,
} from './case-clock.js';

const clock = startClock({ clockId: 'case', kind: 'case', department: null }, '2026-11-02T02:00:00.000Z', {
  dueAt: '2026-11-04T09:00:00.000Z',
  yellowAt: '2026-11-03T09:00:00.000Z',
  provisional: false,
  calendarVersion: 'test',
});
const later = {
  dueAt: '2026-11-06T09:00:00.000Z',
  yellowAt: '2026-11-05T09:00:00.000Z',
  provisional: false,
  calendarVersion: 'test',
};

describe('a case clock', () => {
  it('owes a yellow warning, then a red one, then nothing', () => {
    expect(nextAlarm([clock])).toMatchObject({ level: 'yellow', at: clock.yellowAt });
    const yellow = warnClock(clock, 'yellow', clock.yellowAt!);
    expect(nextAlarm([yellow])).toMatchObject({ level: 'red', at: clock.dueAt });
    const red = warnClock(yellow, 'red', '2026-11-04T09:00:01.000Z');
    expect(red.overdueAt).toBe(clock.dueAt);
    expect(nextAlarm([red])).toBeNull();
  });

  it('gives the earliest alarm of several clocks', () => {
    const other: CaseClock = { ...clock, clockId: 'dispatch:1', yellowAt: null, dueAt: '2026-11-02T09:00:00.000Z' };
    expect(nextAlarm([clock, other])).toMatchObject({ clockId: 'dispatch:1', level: 'red' });
  });

  it('is met at the due instant and late a millisecond after, though no timer ran', () => {
    expect(endClock(clock, clock.dueAt).overdueAt).toBeNull();
    expect(endClock(clock, '2026-11-04T09:00:00.001Z').overdueAt).toBe(clock.dueAt);
    expect(nextAlarm([endClock(clock, clock.dueAt)])).toBeNull();
  });

  it('restarts its warnings on an extension, keeps the original deadline and an overdue mark already earned', () => {
    const red = warnClock(warnClock(clock, 'yellow', clock.yellowAt!), 'red', clock.dueAt);
    const extended = extendClock(red, later, '2026-11-04T10:00:00.000Z');
    expect(extended).toMatchObject({ dueAt: later.dueAt, originalDueAt: clock.dueAt, overdueAt: clock.dueAt });
    expect(nextAlarm([extended])).toMatchObject({ level: 'yellow', at: later.yellowAt });
    expect(endClock(extended, later.dueAt).overdueAt).toBe(clock.dueAt);
  });

  it('is overdue when the extension came after the deadline, though no timer ran', () => {
    expect(extendClock(clock, later, '2026-11-04T09:00:00.001Z').overdueAt).toBe(clock.dueAt);
    expect(extendClock(clock, later, clock.dueAt).overdueAt).toBeNull();
  });

  it('refuses an alarm whose clock ended or moved, or that was given', () => {
    const alarm = nextAlarm([clock])!;
    expect(alarmStands(clock, alarm)).toBe(true);
    expect(alarmStands(undefined, alarm)).toBe(false);
    expect(alarmStands(endClock(clock, clock.startedAt), alarm)).toBe(false);
    expect(alarmStands(extendClock(clock, later, clock.startedAt), alarm)).toBe(false);
    expect(alarmStands(warnClock(clock, 'yellow', alarm.at), alarm)).toBe(false);
  });

  it('that is stopped is not late by it, and keeps the mark it has', () => {
    const at = '2026-11-09T01:00:00.000Z';
    expect(stopClock(clock, at)).toEqual({ ...clock, endedAt: at });
    const marked = warnClock(clock, 'red', at);
    expect(stopClock(marked, at).overdueAt).toBe(clock.dueAt);
    expect(stopClock(endClock(clock, at), '2026-11-10T01:00:00.000Z').endedAt).toBe(at);
    expect(nextAlarm([stopClock(clock, at)])).toBeNull();
  });

  it('that only reminds of signing is no deadline', () => {
    expect((['acceptance', 'case', 'dispatch', 'sign'] as const).map((kind) => isDeadline({ kind }))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
});

describe('a clock that stands still', () => {
  const PAUSED = '2026-11-03T02:00:00.000Z';
  const AFTER_DUE = '2026-11-05T02:00:00.000Z';
  const paused = pauseClock(clock, PAUSED);

  it('keeps its deadline, warns of nothing and misses nothing', () => {
    expect(paused).toEqual({ ...clock, pausedAt: PAUSED });
    expect(nextAlarm([paused])).toBeNull();
    expect(isMissed(paused, AFTER_DUE)).toBe(false);
    expect(isMissed(clock, AFTER_DUE)).toBe(true);
    expect(pauseClock(paused, AFTER_DUE)).toEqual(paused);
    expect(pauseClock(endClock(clock, PAUSED), AFTER_DUE)).not.toHaveProperty('pausedAt');
  });

  it('is judged by when it stopped, whether it is answered, extended or taken back meanwhile', () => {
    expect(endClock(paused, AFTER_DUE)).toEqual({ ...clock, endedAt: AFTER_DUE });
    expect(extendClock(paused, later, AFTER_DUE)).toMatchObject({ pausedAt: PAUSED, ...later, overdueAt: null });
    expect(stopClock(paused, AFTER_DUE)).toEqual({ ...clock, endedAt: AFTER_DUE });
  });

  it('runs on to the later deadline with fresh warnings, and keeps the first one on record', () => {
    const warned = pauseClock(warnClock(clock, 'yellow', clock.yellowAt!), PAUSED);
    const resumed = resumeClock(warned, later);
    expect(resumed).toEqual({ ...clock, ...later });
    expect(nextAlarm([resumed])).toMatchObject({ level: 'yellow', at: later.yellowAt });
  });
});
