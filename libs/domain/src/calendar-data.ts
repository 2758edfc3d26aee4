import { DomainError } from './domain-error.js';
import { addDays, isLocalDate, type LocalDate } from './local-time.js';

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

const FIXED_HOLIDAYS = new Set(['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']);

/**
 * Whether the day is a statutory holiday by its date alone (全国年节及纪念日放假办法: 元旦 1 day, 国庆 3, 劳动节 1 and, since
 * the amendment in force from 2025, 2). The lunar ones (春节, 端午, 中秋) and 清明 move and are known only from a notice.
 */
export function isFixedStatutoryHoliday(date: LocalDate): boolean {
  const monthAndDay = date.slice(5);
  return FIXED_HOLIDAYS.has(monthAndDay) && (monthAndDay !== '05-02' || date >= '2025-01-01');
}

/**
 * Refuses data that would give wrong deadlines silently.
 * @throws DomainError CALENDAR_VERSION_MISSING, CALENDAR_DATE_INVALID, CALENDAR_COVERAGE_INVALID (ends before it starts),
 *   CALENDAR_DATE_OUTSIDE_COVERAGE, CALENDAR_DATE_CONFLICT (a day both off and worked), CALENDAR_HOLIDAY_MISSING (a fixed
 *   statutory holiday inside the coverage that is not off: the coverage claims a year whose notice is not in the data).
 */
export function assertCalendarData(data: CalendarData): void {
  if (data.version.trim() === '') throw new DomainError('CALENDAR_VERSION_MISSING', 'calendar data carry no version');
  const holidays = Object.keys(data.holidays);
  const makeUpWorkingDays = Object.keys(data.makeUpWorkingDays);
  for (const date of [data.coveredFrom, data.coveredTo, ...holidays, ...makeUpWorkingDays]) {
    if (!isLocalDate(date)) throw new DomainError('CALENDAR_DATE_INVALID', `not a date: ${date}`);
  }
  if (data.coveredFrom > data.coveredTo) {
    throw new DomainError('CALENDAR_COVERAGE_INVALID', 'the coverage ends before it starts');
  }
  for (const date of [...holidays, ...makeUpWorkingDays]) {
    if (date < data.coveredFrom || date > data.coveredTo) {
      throw new DomainError('CALENDAR_DATE_OUTSIDE_COVERAGE', `${date} lies outside the coverage`);
    }
  }
  const both = makeUpWorkingDays.find((date) => Object.hasOwn(data.holidays, date));
  if (both !== undefined) throw new DomainError('CALENDAR_DATE_CONFLICT', `${both} is both off and worked`);
  assertFixedHolidaysAreOff(data);
}

function assertFixedHolidaysAreOff(data: CalendarData): void {
  for (let date = data.coveredFrom; date <= data.coveredTo; date = addDays(date, 1)) {
    if (isFixedStatutoryHoliday(date) && !Object.hasOwn(data.holidays, date)) {
      throw new DomainError('CALENDAR_HOLIDAY_MISSING', `${date} is a statutory holiday but not off`);
    }
  }
}
