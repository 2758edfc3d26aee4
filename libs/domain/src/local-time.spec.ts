import fc from 'fast-check';
import {
  addDays,
  dayOfWeek,
  instantAt,
  instantOf,
  isInstant,
  isLocalDate,
  isLocalTime,
  localDateOf,
} from './local-time.js';
import { millisOf } from './local-time.js';

const millis = fc.integer({ min: Date.UTC(1992, 0, 1), max: Date.UTC(2100, 0, 1) });

describe('local time', () => {
  it.each([
    ['2026-02-24T15:59:59.999Z', '2026-02-24'],
    ['2026-02-24T16:00:00.000Z', '2026-02-25'],
    ['2025-12-31T16:00:00.000Z', '2026-01-01'],
    ['2024-02-28T16:00:00.000Z', '2024-02-29'],
  ])('%s is %s in Shanghai', (instant, date) => expect(localDateOf(instant)).toBe(date));

  it('puts 17:00 in Shanghai at 09:00 UTC, and the small hours on the UTC day before', () => {
    expect(instantAt('2026-02-24', '17:00')).toBe('2026-02-24T09:00:00.000Z');
    expect(instantAt('2026-03-01', '07:59')).toBe('2026-02-28T23:59:00.000Z');
  });

  it('agrees with the time-zone database', () => {
    const shanghai = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });
    fc.assert(fc.property(millis, (at) => expect(localDateOf(instantOf(at))).toBe(shanghai.format(at))));
  });

  it('round-trips instants, and sorts them as text', () => {
    fc.assert(
      fc.property(millis, millis, (a, b) => {
        expect(millisOf(instantOf(a))).toBe(a);
        expect(instantOf(a) < instantOf(b)).toBe(a < b);
      }),
    );
  });

  it('walks days over month ends, leap days and years', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect([dayOfWeek('2026-02-22'), dayOfWeek('2026-02-28'), dayOfWeek('1969-12-28')]).toEqual([0, 6, 0]);
  });

  it.each(['2026-02-30', '2026-2-03', '2026-02-03T00:00', '', '20260203', '2026-13-01', ' 2026-02-03'])(
    'refuses %j as a date',
    (text) => {
      expect(isLocalDate(text)).toBe(false);
      expect(() => addDays(text, 0)).toThrow(expect.objectContaining({ code: 'LOCAL_DATE_INVALID' }));
    },
  );

  it.each([
    '2026-02-24T09:00:00Z',
    '2026-02-24T17:00:00.000+08:00',
    '2026-02-30T09:00:00.000Z',
    '2026-02-24',
    '',
    'now',
  ])('refuses %j as an instant', (text) => {
    expect(isInstant(text)).toBe(false);
    expect(() => millisOf(text)).toThrow(expect.objectContaining({ code: 'INSTANT_INVALID' }));
  });

  it('refuses what lies outside the calendar or the clock', () => {
    expect(() => instantOf(Number.NaN)).toThrow(expect.objectContaining({ code: 'INSTANT_INVALID' }));
    expect(() => addDays('9999-12-31', 1)).toThrow(expect.objectContaining({ code: 'INSTANT_INVALID' }));
    expect(() => instantAt('2026-02-24', '24:00')).toThrow(expect.objectContaining({ code: 'LOCAL_TIME_INVALID' }));
    expect([isLocalTime('23:59'), isLocalTime('7:00')]).toEqual([true, false]);
  });
});
