import { OFFICIAL_NOTICES } from '../test/official-notices.js';
import { calendarCoverage, changedDays, editedCalendar, firstChangedDay } from './calendar-change.js';
import { assertCalendarData } from './calendar-data.js';

/** A notice for 2027 as it might be: 元旦 is three days off, Sunday 3 January included, paid for by the Saturday after. */
const WITH_2027 = editedCalendar(OFFICIAL_NOTICES, {
  version: 'notices-2025-2027',
  coveredTo: '2027-12-31',
  days: [
    { date: '2027-01-01', kind: 'holiday', name: '元旦' },
    { date: '2027-01-04', kind: 'holiday', name: '元旦' },
    { date: '2027-01-09', kind: 'make-up', name: '元旦' },
    ...['2027-05-01', '2027-05-02', '2027-10-01', '2027-10-02', '2027-10-03'].map((date) => {
      return { date, kind: 'holiday' as const, name: '法定节假日' };
    }),
  ],
});

describe('the difference between two calendars', () => {
  it('names the days that become working or rest days, and which of them were guesses', () => {
    expect(() => assertCalendarData(WITH_2027)).not.toThrow();
    expect(changedDays(OFFICIAL_NOTICES, WITH_2027)).toEqual([
      { date: '2027-01-04', working: false, wasGuess: true },
      { date: '2027-01-09', working: true, wasGuess: true },
    ]);
    expect(changedDays(WITH_2027, OFFICIAL_NOTICES).map(({ date, working }) => [date, working])).toEqual([
      ['2027-01-04', true],
      ['2027-01-09', false],
    ]);
    expect(changedDays(OFFICIAL_NOTICES, OFFICIAL_NOTICES)).toEqual([]);
  });

  it('begins where the coverage or a day differs', () => {
    expect(firstChangedDay(OFFICIAL_NOTICES, WITH_2027)).toBe('2027-01-01');
    expect(firstChangedDay(OFFICIAL_NOTICES, { ...OFFICIAL_NOTICES, version: 'same' })).toBeNull();
    expect(firstChangedDay(OFFICIAL_NOTICES, { ...OFFICIAL_NOTICES, coveredFrom: '2024-12-31' })).toBe('2024-12-31');
    const edited = editedCalendar(OFFICIAL_NOTICES, {
      version: 'edited',
      days: [{ date: '2026-09-20', kind: 'ordinary' }],
    });
    expect(firstChangedDay(OFFICIAL_NOTICES, edited)).toBe('2026-09-20');
    expect(changedDays(OFFICIAL_NOTICES, edited)).toEqual([{ date: '2026-09-20', working: false, wasGuess: false }]);
    expect(OFFICIAL_NOTICES.makeUpWorkingDays['2026-09-20']).toBeDefined();
  });
});

describe('the alert for a year that is not covered', () => {
  it.each<[string, number | null, string]>([
    ['2026-10-31T15:59:59.999Z', null, 'the last instant of 31 October in Shanghai'],
    ['2026-10-31T16:00:00.000Z', 2027, 'the first of 1 November'],
    ['2026-12-31T15:59:59.999Z', 2027, 'the last of the covered year'],
    ['2026-12-31T16:00:00.000Z', 2027, 'New Year without a notice'],
    ['2027-11-15T00:00:00.000Z', 2027, 'two years missing: the nearer one'],
    ['2025-11-01T00:00:00.000Z', null, 'the next year is covered'],
  ])('at %s names %s (%s)', (now, missingYear) => {
    expect(calendarCoverage(OFFICIAL_NOTICES, now)).toEqual({
      version: 'notices-2025-2026',
      coveredFrom: '2025-01-01',
      coveredTo: '2026-12-31',
      missingYear,
    });
  });
});
