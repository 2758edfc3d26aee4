import fc from 'fast-check';
import { OFFICIAL_NOTICES } from '../../test/official-notices.js';
import { DEFAULT_CLOCK_POLICY as policy, STANDARD_REQUIREMENTS } from './clock-policy.js';
import * as deadlines from './deadlines.js';
import { addDays, instantAt, instantOf, localDateOf } from '../local-time.js';
import { WorkingCalendar } from '../working-calendar.js';

const calendar = new WorkingCalendar(OFFICIAL_NOTICES);
const at = (text: string) => instantAt(text.slice(0, 10), text.slice(11));
const due = (text: string) => expect.objectContaining({ dueAt: at(text) });
const after = (start: string, count: number) => deadlines.deadlineAfter(start, count, policy, calendar);

const starts = fc
  .integer({ min: Date.UTC(2024, 11, 1), max: Date.UTC(2027, 2, 1) })
  .map((millis) => instantOf(millis - (millis % 60_000)));
const counts = fc.integer({ min: 0, max: 15 });

describe('the vectors of the domain page', () => {
  it.each([
    ['2026-02-13', 2, '2026-02-24', false],
    ['2026-02-26', 2, '2026-02-28', false],
    ['2026-09-18', 5, '2026-09-24', false],
    ['2026-09-30', 2, '2026-10-09', false],
    ['2025-09-28', 5, '2025-10-11', false],
    ['2025-12-31', 2, '2026-01-05', false],
    ['2026-12-30', 2, '2027-01-04', true],
  ])('%s + %d → %s, provisional %s', (start, count, date, provisional) => {
    const { dueAt, ...deadline } = after(at(`${start} 10:00`), count);
    expect(dueAt).toBe(at(`${date} 17:00`));
    expect(deadline).toMatchObject({ provisional, calendarVersion: 'notices-2025-2026' });
  });
});

describe('case and acceptance clocks', () => {
  it.each([
    ['simple', '2026-03-02 10:00', '2026-03-02 17:00'],
    ['simple', '2026-03-02 17:01', '2026-03-03 17:00'],
    ['simple', '2026-03-07 10:00', '2026-03-09 17:00'],
    ['general', '2026-03-02 10:00', '2026-03-04 17:00'],
    ['general', '2026-03-06 18:00', '2026-03-11 17:00'], // Friday evening counts as Monday, excluded
    ['general', '2026-03-08 10:00', '2026-03-11 17:00'],
    ['complex', '2026-03-02 10:00', '2026-03-09 17:00'],
  ] as const)('%s accepted %s is due %s', (type, acceptedAt, dueAt) => {
    expect(deadlines.caseDeadline(type, at(acceptedAt), policy, calendar)).toEqual(due(dueAt));
  });

  it('gives one working day to accept or decline, with no warning before', () => {
    const deadline = deadlines.acceptanceDeadline(at('2026-03-06 10:00'), policy, calendar);
    expect(deadline).toEqual(due('2026-03-09 17:00'));
    expect(deadline.yellowAt).toBeNull();
  });

  it('follows another jurisdiction’s policy', () => {
    const strict = { ...policy, general: { workingDays: 1 } };
    expect(deadlines.caseDeadline('general', at('2026-03-02 10:00'), strict, calendar)).toEqual(
      due('2026-03-03 17:00'),
    );
  });
});

describe('dispatch clocks', () => {
  const sentAt = at('2026-03-02 10:00');
  const dispatch = (requirement: Parameters<typeof deadlines.dispatchDeadline>[0], caseDueAt: string, sent = sentAt) =>
    deadlines.dispatchDeadline(requirement, sent, at(caseDueAt), policy, calendar);

  it('are not capped once the case’s own clock has been met', () => {
    const { dueAt } = deadlines.dispatchDeadline('five-working-days', sentAt, null, policy, calendar);
    expect(dueAt).toBe(at('2026-03-09 17:00'));
  });

  it.each([
    ['immediate', '2026-03-02 17:00'],
    ['two-working-days', '2026-03-04 17:00'],
    ['five-working-days', '2026-03-09 17:00'],
    [{ byDate: '2026-03-05' }, '2026-03-05 17:00'],
    [{ byDate: '2026-03-07' }, '2026-03-09 17:00'], // a Saturday: the next working day
    [{ byDate: '2026-03-02' }, '2026-03-02 17:00'],
  ] as const)('%j is due %s', (requirement, dueAt) => {
    expect(dispatch(requirement, '2026-03-20 17:00')).toEqual(due(dueAt));
  });

  it('is capped by the case’s clock, and keeps what it was asked for by', () => {
    expect(dispatch('five-working-days', '2026-03-04 17:00')).toMatchObject({
      dueAt: at('2026-03-04 17:00'),
      askedDueAt: at('2026-03-09 17:00'),
      yellowAt: at('2026-03-03 17:00'),
    });
    expect(dispatch('five-working-days', '2026-03-02 17:00').yellowAt).toBe(at('2026-03-06 17:00')); // no time to warn earlier
  });

  it('is not capped by a case clock that has run out: no slip is born late', () => {
    expect(dispatch('immediate', '2026-02-27 17:00')).toEqual(due('2026-03-02 17:00'));
    expect(dispatch('two-working-days', '2026-03-02 10:00')).toEqual(due('2026-03-04 17:00'));
  });

  it('refuses a date that closed before the sending', () => {
    const refusal = expect.objectContaining({ code: 'DISPATCH_DATE_PAST' });
    expect(() => dispatch({ byDate: '2026-03-01' }, '2026-03-20 17:00', at('2026-03-02 17:01'))).toThrow(refusal);
    expect(() => dispatch({ byDate: '2026-02-27' }, '2026-03-20 17:00')).toThrow(refusal);
    expect(() => dispatch({ byDate: '2026-02-30' }, '2026-03-20 17:00')).toThrow(
      expect.objectContaining({ code: 'LOCAL_DATE_INVALID' }),
    );
  });

  it('is the earlier of its own clock and the case’s, while that runs, always', () => {
    fc.assert(
      fc.property(starts, starts, fc.constantFrom(...STANDARD_REQUIREMENTS), (sent, accepted, requirement) => {
        const caseDueAt = deadlines.caseDeadline('complex', accepted, policy, calendar).dueAt;
        const own = after(sent, policy.dispatchRequirements[requirement].workingDays).dueAt;
        const { dueAt } = deadlines.dispatchDeadline(requirement, sent, caseDueAt, policy, calendar);
        expect(dueAt).toBe(own < caseDueAt || caseDueAt <= sent ? own : caseDueAt);
      }),
    );
  });
});

describe('extensions', () => {
  const extend = (oldDueAt: string, count: number, grantedAt: string) =>
    deadlines.extendedDeadline(at(oldDueAt), count, at(grantedAt), policy, calendar);

  it('counts from the old due date and warns again', () => {
    expect(extend('2026-03-04 17:00', 3, '2026-03-04 09:00')).toEqual({
      dueAt: at('2026-03-09 17:00'),
      yellowAt: at('2026-03-06 17:00'),
      provisional: false,
      calendarVersion: 'notices-2025-2026',
    });
    expect(extend('2026-12-30 17:00', 2, '2026-12-29 09:00').provisional).toBe(true);
  });

  it('may end in the past when granted late, and then warns no more', () => {
    expect(extend('2026-03-04 17:00', 2, '2026-03-09 09:00')).toMatchObject({
      dueAt: at('2026-03-06 17:00'),
      yellowAt: null,
    });
  });

  it.each([0, -1, 1.5, 11, Number.NaN])('refuses %d working days', (count) => {
    expect(() => extend('2026-03-04 17:00', count, '2026-03-04 09:00')).toThrow(
      expect.objectContaining({ code: 'EXTENSION_DAYS_INVALID' }),
    );
  });

  it('in two parts ends where one of the sum does', () => {
    fc.assert(
      fc.property(starts, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }), (start, n, m) => {
        const extended = (from: string, count: number) =>
          deadlines.extendedDeadline(from, count, start, policy, calendar).dueAt;
        const old = after(start, 2).dueAt;
        expect(extended(extended(old, n), m)).toBe(extended(old, n + m));
      }),
    );
  });
});

describe('half a working day', () => {
  it.each([
    ['2026-03-02 09:30', '2026-03-02 17:00'],
    ['2026-03-02 12:00', '2026-03-02 17:00'],
    ['2026-03-02 12:01', '2026-03-03 12:00'],
    ['2026-03-06 16:00', '2026-03-09 12:00'],
    ['2026-03-06 17:01', '2026-03-09 17:00'],
    ['2026-03-07 15:00', '2026-03-09 17:00'],
  ])('from %s ends %s', (start, dueAt) => {
    expect(deadlines.halfWorkingDayDeadline(at(start), calendar)).toMatchObject({ dueAt: at(dueAt), yellowAt: null });
  });

  it('never ends after a whole one, and is monotone', () => {
    fc.assert(
      fc.property(starts, starts, (a, b) => {
        const half = (start: string) => deadlines.halfWorkingDayDeadline(start, calendar).dueAt;
        expect(half(a) > a && half(a) <= after(a, 1).dueAt).toBe(true);
        expect(half(a < b ? a : b) <= half(a < b ? b : a)).toBe(true);
      }),
    );
  });
});

describe('any clock', () => {
  it('ends at the close of a working day, not before its start, and later for a later start or more days', () => {
    fc.assert(
      fc.property(starts, starts, counts, counts, (a, b, n, m) => {
        const { dueAt } = after(a, n);
        expect(dueAt).toBe(calendar.close(localDateOf(dueAt)));
        expect(calendar.dayKind(localDateOf(dueAt)).working).toBe(true);
        expect(dueAt >= a).toBe(true);
        expect(after(a, n).dueAt <= after(a, n + m).dueAt).toBe(true);
        expect(after(a < b ? a : b, n).dueAt <= after(a < b ? b : a, n).dueAt).toBe(true);
      }),
    );
  });

  it('does not count its start day: exactly n working days follow it', () => {
    fc.assert(
      fc.property(starts, counts, (start, n) => {
        const startDay = calendar.startDay(start);
        expect(calendar.workingDaysBetween(startDay, localDateOf(after(start, n).dueAt))).toBe(n);
        expect(startDay >= localDateOf(start)).toBe(true);
      }),
    );
  });

  it('warns at the close of the working day before the due day, or not at all', () => {
    fc.assert(
      fc.property(starts, counts, (start, n) => {
        const { dueAt, yellowAt } = after(start, n);
        const before = calendar.close(calendar.subtractWorkingDays(localDateOf(dueAt), 1));
        expect(yellowAt).toBe(before > start ? before : null);
        expect(yellowAt === null || (yellowAt < dueAt && calendar.dayKind(localDateOf(yellowAt)).working)).toBe(true);
      }),
    );
    expect(after(at('2026-03-02 17:00'), 1).yellowAt).toBeNull();
    expect(after(at('2026-03-02 10:00'), 0).yellowAt).toBeNull();
  });

  it('is provisional exactly when one of its days is outside the coverage', () => {
    fc.assert(
      fc.property(starts, counts, (start, n) => {
        const { dueAt, provisional } = after(start, n);
        const days: string[] = [];
        for (let day = localDateOf(start); day <= localDateOf(dueAt); day = addDays(day, 1)) days.push(day);
        expect(provisional).toBe(days.some((day) => calendar.dayKind(day).provisional));
      }),
    );
  });
});

describe('lateness', () => {
  it('begins after the due instant', () => {
    expect(deadlines.isLate('2026-03-02T09:00:00.000Z', '2026-03-02T09:00:00.000Z')).toBe(false);
    expect(deadlines.isLate('2026-03-02T09:00:00.001Z', '2026-03-02T09:00:00.000Z')).toBe(true);
  });

  it('refuses what is not an exact instant, rather than comparing text', () => {
    const refusal = expect.objectContaining({ code: 'INSTANT_INVALID' });
    expect(() => deadlines.isLate('2026-03-02T17:00:00.000+08:00', '2026-03-02T09:00:00.000Z')).toThrow(refusal);
  });

  it.each([
    ['2026-02-13 10:00', 2],
    ['2026-02-14 18:00', 1],
    ['2026-02-20 10:00', 1],
    ['2026-02-24 09:00', 0],
    ['2026-02-24 18:00', 0],
    ['2026-02-26 09:00', -2],
  ])('at %s a clock due 2026-02-24 has %d working days left', (now, days) => {
    expect(deadlines.remainingWorkingDays(at(now), at('2026-02-24 17:00'), calendar)).toBe(days);
  });
});
