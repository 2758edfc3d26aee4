import fc from 'fast-check';
import { OFFICIAL_NOTICES } from '../test/official-notices.js';
import { addDays } from './local-time.js';
import { WorkingCalendar } from './working-calendar.js';

const calendar = new WorkingCalendar(OFFICIAL_NOTICES);
const dates = fc.integer({ min: -60, max: 900 }).map((days) => addDays('2025-01-01', days));
const counts = fc.integer({ min: 0, max: 40 });

describe('kinds of day', () => {
  it.each([
    ['2026-02-12', true, false, 'an ordinary Thursday'],
    ['2026-02-14', true, false, 'a Saturday made up for'],
    ['2026-02-23', false, false, 'a Monday off by notice'],
    ['2026-03-01', false, false, 'an ordinary Sunday'],
    ['2027-01-01', false, true, 'a fixed holiday beyond the notices'],
    ['2027-05-02', false, true, 'a weekend and fixed holiday beyond the notices'],
    ['2028-05-02', false, true, 'a Tuesday, fixed holiday since 2025'],
    ['2027-01-02', false, true, 'a Saturday beyond the notices'],
    ['2027-01-04', true, true, 'a Monday beyond the notices'],
    ['2024-12-31', true, true, 'a Tuesday before the notices'],
  ])('%s: working %s, provisional %s (%s)', (date, working, provisional) => {
    expect(calendar.dayKind(date)).toEqual({ working, provisional });
  });

  it('moves a rest day to the next working day and leaves a working day alone', () => {
    expect(calendar.workingDayFrom('2026-02-15')).toBe('2026-02-24');
    expect(calendar.workingDayFrom('2026-02-14')).toBe('2026-02-14');
  });
});

describe('counting working days', () => {
  it('marks a count provisional exactly when a day walked over is outside the coverage', () => {
    expect(calendar.addWorkingDays('2026-12-30', 1)).toEqual({ date: '2026-12-31', provisional: false });
    expect(calendar.addWorkingDays('2026-12-30', 2)).toEqual({ date: '2027-01-04', provisional: true });
    expect(calendar.addWorkingDays('2024-12-31', 1)).toEqual({ date: '2025-01-02', provisional: false });
    expect(calendar.addWorkingDays('2027-03-01', 0)).toEqual({ date: '2027-03-01', provisional: false });
    fc.assert(
      fc.property(dates, counts, (date, count) => {
        const result = calendar.addWorkingDays(date, count);
        const walked = daysAfter(date, result.date);
        expect(result.provisional).toBe(walked.some((day) => calendar.dayKind(day).provisional));
      }),
    );
  });

  it('ends on a working day with exactly the asked number walked over', () => {
    fc.assert(
      fc.property(dates, counts, (date, count) => {
        const walked = daysAfter(date, calendar.addWorkingDays(date, count).date);
        expect(walked.filter((day) => calendar.dayKind(day).working)).toHaveLength(count);
        expect(walked.length === 0 || calendar.dayKind(walked.at(-1) as string).working).toBe(true);
      }),
    );
  });

  it('adds n then m as n + m, is monotone, and goes back the way it came', () => {
    fc.assert(
      fc.property(dates, dates, counts, counts, (a, b, n, m) => {
        const step = (date: string, count: number) => calendar.addWorkingDays(date, count).date;
        expect(step(step(a, n), m)).toBe(step(a, n + m));
        expect(step(a, n) <= step(a, n + m)).toBe(true);
        expect(step(a < b ? a : b, n) <= step(a < b ? b : a, n)).toBe(true);
        const working = calendar.workingDayFrom(a);
        expect(calendar.subtractWorkingDays(step(working, n), n)).toBe(working);
      }),
    );
  });

  it('counts between days, signed', () => {
    expect(calendar.workingDaysBetween('2026-02-13', '2026-02-24')).toBe(2);
    expect(calendar.workingDaysBetween('2026-02-24', '2026-02-13')).toBe(-2);
    expect(calendar.workingDaysBetween('2026-02-22', '2026-02-15')).toBe(0);
  });

  it('counts as a walk over the days does, in the notices’ years and beyond', () => {
    const anyDay = fc.integer({ min: -4_000, max: 12_000 }).map((offset) => addDays('2026-01-01', offset));
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 900 }), (from, length) => {
        const days = Array.from({ length }, (_, index) => addDays(from, index + 1));
        const walked = days.filter((date) => calendar.dayKind(date).working).length;
        expect(calendar.workingDaysBetween(from, addDays(from, length))).toBe(walked);
      }),
    );
    expect(calendar.workingDaysBetween('0001-01-01', '9999-12-31')).toBeGreaterThan(2_000_000);
  });

  it.each([-1, 1.5, Number.NaN, 1001, Number.POSITIVE_INFINITY])('refuses %d working days', (count) => {
    const refusal = expect.objectContaining({ code: 'WORKING_DAYS_INVALID' });
    expect(() => calendar.addWorkingDays('2026-02-13', count)).toThrow(refusal);
    expect(() => calendar.subtractWorkingDays('2026-02-13', count)).toThrow(refusal);
  });
});

describe('the hours of the hall', () => {
  it('counts a start after close or on a rest day as the next working day', () => {
    expect(calendar.startDay('2026-03-06T09:00:00.000Z')).toBe('2026-03-06'); // Friday 17:00 sharp
    expect(calendar.startDay('2026-03-06T09:00:00.001Z')).toBe('2026-03-09');
    expect(calendar.startDay('2026-03-07T02:00:00.000Z')).toBe('2026-03-09');
    expect(calendar.startDay('2026-03-05T23:00:00.000Z')).toBe('2026-03-06'); // Friday 07:00
  });

  it('follows hours given to it', () => {
    const early = new WorkingCalendar(OFFICIAL_NOTICES, { noon: '11:30', close: '16:30' });
    expect(early.noon('2026-03-06')).toBe('2026-03-06T03:30:00.000Z');
    expect(early.close('2026-03-06')).toBe('2026-03-06T08:30:00.000Z');
    expect(early.startDay('2026-03-06T08:45:00.000Z')).toBe('2026-03-09');
  });

  it('refuses hours that are not, and data that are malformed', () => {
    const refusal = (code: string) => expect.objectContaining({ code });
    expect(() => new WorkingCalendar(OFFICIAL_NOTICES, { noon: '17:00', close: '12:00' })).toThrow(
      refusal('OFFICE_HOURS_INVALID'),
    );
    expect(() => new WorkingCalendar(OFFICIAL_NOTICES, { noon: '9:00', close: '17:00' })).toThrow(
      refusal('OFFICE_HOURS_INVALID'),
    );
    expect(() => new WorkingCalendar({ ...OFFICIAL_NOTICES, version: '' })).toThrow(
      refusal('CALENDAR_VERSION_MISSING'),
    );
  });
});

function daysAfter(first: string, last: string): string[] {
  const days: string[] = [];
  for (let day = first; day < last;) days.push((day = addDays(day, 1)));
  return days;
}
