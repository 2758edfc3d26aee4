import { DomainError } from './domain-error.js';
import { addDays, dayOfWeek, isLocalDate, type LocalDate } from './local-time.js';

/** The State Council's yearly notices as data: what differs from "Monday to Friday are working days". */
export interface CalendarData {
  /** Names the source and its edition; kept with every deadline computed from it. */
  readonly version: string;
  /** First and last day the notices speak for; outside them every answer is provisional. */
  readonly coveredFrom: LocalDate;
  readonly coveredTo: LocalDate;
  /** 放假: days off by notice (weekends inside a holiday included), with the holiday's name. */
  readonly holidays: Readonly<Record<LocalDate, string>>;
  /** 调休上班: weekend days that are worked, with the name of the holiday they make up for. */
  readonly makeUpWorkingDays: Readonly<Record<LocalDate, string>>;
}

const FIXED_HOLIDAYS = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'];

/**
 * The days of a year that are statutory holidays by their date alone (全国年节及纪念日放假办法: 元旦 1 day, 国庆 3, 劳动节 1 and, since
 * the amendment in force from 2025, 2). The lunar ones (春节, 端午, 中秋) and 清明 move and are known only from a notice.
 */
export function fixedStatutoryHolidays(year: string): LocalDate[] {
  return FIXED_HOLIDAYS.filter((day) => day !== '05-02' || year >= '2025').map((day) => `${year}-${day}`);
}

export function isFixedStatutoryHoliday(date: LocalDate): boolean {
  return fixedStatutoryHolidays(date.slice(0, 4)).includes(date);
}

/** Upper bound of a calendar's coverage: a mistyped year must not be checked day by day for centuries. */
export const MOST_CALENDAR_YEARS = 30;

/** What is wrong with calendar data, where. */
export interface CalendarFault {
  readonly code:
    | 'CALENDAR_VERSION_MISSING'
    | 'CALENDAR_DATE_INVALID'
    | 'CALENDAR_COVERAGE_INVALID'
    | 'CALENDAR_COVERAGE_TOO_LONG'
    | 'CALENDAR_DATE_OUTSIDE_COVERAGE'
    | 'CALENDAR_DATE_CONFLICT'
    | 'CALENDAR_MAKE_UP_NOT_WEEKEND'
    | 'CALENDAR_HOLIDAY_MISSING';
  readonly field: keyof CalendarData;
  /** The day concerned; null where the field has but one value. */
  readonly date: LocalDate | null;
}

/**
 * Everything in the data that would silently give wrong deadlines: a missing version; a malformed date; a coverage that
 * ends before it starts or is longer than `MOST_CALENDAR_YEARS`; days outside it; days both off and worked; a weekday
 * listed as a make-up day, which must be a typing mistake; a fixed statutory holiday inside the coverage that is not off,
 * which means that the notice of that year is missing.
 */
export function calendarFaults(data: CalendarData): CalendarFault[] {
  const { coveredFrom, coveredTo } = data;
  const version = data.version.trim() === '' ? [fault('CALENDAR_VERSION_MISSING', 'version')] : [];
  const dates = [
    fault('CALENDAR_DATE_INVALID', 'coveredFrom', coveredFrom),
    fault('CALENDAR_DATE_INVALID', 'coveredTo', coveredTo),
  ]
    .concat(eachDay(data, () => true, 'CALENDAR_DATE_INVALID'))
    .filter(({ date }) => !isLocalDate(date!));
  if (dates.length > 0) return [...version, ...dates];
  if (coveredFrom > coveredTo) return [...version, fault('CALENDAR_COVERAGE_INVALID', 'coveredTo')];
  if (yearOf(coveredTo) - yearOf(coveredFrom) > MOST_CALENDAR_YEARS) {
    return [...version, fault('CALENDAR_COVERAGE_TOO_LONG', 'coveredTo')];
  }
  const makeUps = Object.keys(data.makeUpWorkingDays);
  return [
    ...version,
    ...eachDay(data, (date) => date < coveredFrom || date > coveredTo, 'CALENDAR_DATE_OUTSIDE_COVERAGE'),
    ...makeUps
      .filter((date) => Object.hasOwn(data.holidays, date))
      .map((date) => fault('CALENDAR_DATE_CONFLICT', 'makeUpWorkingDays', date)),
    ...makeUps
      .filter((date) => ![0, 6].includes(dayOfWeek(date)))
      .map((date) => fault('CALENDAR_MAKE_UP_NOT_WEEKEND', 'makeUpWorkingDays', date)),
    ...missingHolidays(data),
  ];
}

/**
 * Refuses data that would give wrong deadlines silently.
 * @throws DomainError with the code of the first of `calendarFaults`
 */
export function assertCalendarData(data: CalendarData): void {
  const [first] = calendarFaults(data);
  if (first !== undefined) throw new DomainError(first.code, `calendar data: ${first.field} ${first.date ?? ''}`);
}

function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4));
}

function fault(
  code: CalendarFault['code'],
  field: CalendarFault['field'],
  date: LocalDate | null = null,
): CalendarFault {
  return { code, field, date };
}

function eachDay(
  data: CalendarData,
  wrong: (date: LocalDate) => boolean,
  code: CalendarFault['code'],
): CalendarFault[] {
  const fields = ['holidays', 'makeUpWorkingDays'] as const;
  return fields.flatMap((field) =>
    Object.keys(data[field])
      .filter(wrong)
      .map((date) => fault(code, field, date)),
  );
}

function missingHolidays({ coveredFrom, coveredTo, holidays }: CalendarData): CalendarFault[] {
  const faults: CalendarFault[] = [];
  for (let date = coveredFrom; date <= coveredTo; date = addDays(date, 1)) {
    if (isFixedStatutoryHoliday(date) && !Object.hasOwn(holidays, date)) {
      faults.push(fault('CALENDAR_HOLIDAY_MISSING', 'holidays', date));
    }
  }
  return faults;
}
