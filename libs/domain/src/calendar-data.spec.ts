import { OFFICIAL_NOTICES } from '../test/official-notices.js';
import { assertCalendarData, calendarFaults, isFixedStatutoryHoliday, type CalendarData } from './calendar-data.js';

const broken: [string, Partial<CalendarData>][] = [
  ['CALENDAR_VERSION_MISSING', { version: ' ' }],
  ['CALENDAR_DATE_INVALID', { coveredTo: '2026-12-32' }],
  ['CALENDAR_DATE_INVALID', { holidays: { ...OFFICIAL_NOTICES.holidays, '2026-02-30': '春节' } }],
  ['CALENDAR_DATE_INVALID', { makeUpWorkingDays: { '2026/02/14': '春节' } }],
  ['CALENDAR_COVERAGE_INVALID', { coveredFrom: '2027-01-01', holidays: {}, makeUpWorkingDays: {} }],
  ['CALENDAR_COVERAGE_TOO_LONG', { coveredTo: '9999-12-31' }],
  ['CALENDAR_DATE_OUTSIDE_COVERAGE', { holidays: { ...OFFICIAL_NOTICES.holidays, '2027-01-01': '元旦' } }],
  ['CALENDAR_DATE_OUTSIDE_COVERAGE', { makeUpWorkingDays: { '2024-12-29': '元旦' } }],
  ['CALENDAR_DATE_CONFLICT', { makeUpWorkingDays: { '2026-02-15': '春节' } }],
  ['CALENDAR_MAKE_UP_NOT_WEEKEND', { makeUpWorkingDays: { '2026-02-13': '春节' } }],
  ['CALENDAR_HOLIDAY_MISSING', { coveredTo: '2027-12-31' }],
];

describe('calendar data', () => {
  it('takes the official notices', () => expect(() => assertCalendarData(OFFICIAL_NOTICES)).not.toThrow());

  it.each(broken)('refuses with %s: %j', (code, change) => {
    expect(() => assertCalendarData({ ...OFFICIAL_NOTICES, ...change })).toThrow(expect.objectContaining({ code }));
  });

  it('names every fault with its field and day', () => {
    const twice = { '2026-02-15': '春节', '2026-03-04': '错' };
    const { '2026-01-01': _newYear, ...holidays } = OFFICIAL_NOTICES.holidays;
    expect(calendarFaults({ ...OFFICIAL_NOTICES, holidays, makeUpWorkingDays: twice })).toEqual([
      { code: 'CALENDAR_DATE_CONFLICT', field: 'makeUpWorkingDays', date: '2026-02-15' },
      { code: 'CALENDAR_MAKE_UP_NOT_WEEKEND', field: 'makeUpWorkingDays', date: '2026-03-04' },
      { code: 'CALENDAR_HOLIDAY_MISSING', field: 'holidays', date: '2026-01-01' },
    ]);
  });

  it('knows the statutory holidays with a fixed date, the second of May since 2025', () => {
    const fixed = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'];
    expect(fixed.filter((day) => isFixedStatutoryHoliday(`2027-${day}`))).toEqual(fixed);
    expect(fixed.filter((day) => !isFixedStatutoryHoliday(`2024-${day}`))).toEqual(['05-02']);
    expect(['2027-01-02', '2027-05-03', '2027-10-04'].filter(isFixedStatutoryHoliday)).toEqual([]);
  });
});
