import { readFileSync } from 'node:fs';
import { caseDeadline, DEFAULT_CLOCK_POLICY, instantAt, WorkingCalendar } from '@bancheng/domain';
import { OFFICIAL_CALENDAR_SOURCE, officialCalendarData } from './official-calendar.js';

const data = officialCalendarData(2025, 2026);

describe('the official calendar', () => {
  it('names the installed package and its years', () => {
    const installed = JSON.parse(readFileSync(require.resolve('chinese-days/package.json'), 'utf8')) as {
      version: string;
    };
    expect(OFFICIAL_CALENDAR_SOURCE).toBe(`chinese-days@${installed.version}`);
    expect(data).toMatchObject({
      version: `${OFFICIAL_CALENDAR_SOURCE}/2025-2026`,
      coveredFrom: '2025-01-01',
      coveredTo: '2026-12-31',
    });
  });

  it('holds the notices: days off with their names, make-up days apart', () => {
    expect(data.holidays).toMatchObject({ '2026-02-15': '春节', '2026-02-23': '春节', '2026-09-25': '中秋' });
    expect(Object.keys(data.makeUpWorkingDays)).toEqual([
      ...['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
      ...['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
    ]);
    expect(Object.keys(data.holidays)).toHaveLength(28 + 33);
  });

  it.each([
    ['2026-02-13', 'general', '2026-02-24', false],
    ['2026-02-26', 'general', '2026-02-28', false],
    ['2026-09-18', 'complex', '2026-09-24', false],
    ['2026-09-30', 'general', '2026-10-09', false],
    ['2025-09-28', 'complex', '2025-10-11', false],
    ['2025-12-31', 'general', '2026-01-05', false],
    ['2026-12-30', 'general', '2027-01-04', true],
  ] as const)('makes a matter accepted %s (%s) due %s, provisional %s', (date, type, dueDate, provisional) => {
    const calendar = new WorkingCalendar(data);
    const deadline = caseDeadline(type, instantAt(date, '10:00'), DEFAULT_CLOCK_POLICY, calendar);
    expect(deadline).toMatchObject({ dueAt: instantAt(dueDate, '17:00'), provisional, calendarVersion: data.version });
  });

  it('reads every year the package knows', () => {
    expect(() => officialCalendarData(2004, 2026)).not.toThrow();
  });

  it.each([
    [2026, 2027, 'CALENDAR_YEAR_UNKNOWN'],
    [2003, 2004, 'CALENDAR_YEAR_UNKNOWN'],
    [2026, 2025, 'CALENDAR_COVERAGE_INVALID'],
  ])('refuses %d to %d with %s', (fromYear, toYear, code) => {
    expect(() => officialCalendarData(fromYear, toYear)).toThrow(expect.objectContaining({ code }));
  });
});
