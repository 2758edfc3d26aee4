import {
  assertCalendarData,
  fixedStatutoryHolidays,
  isFixedStatutoryHoliday,
  type CalendarData,
} from './calendar-data.js';
import { DomainError } from './domain-error.js';
import { addDays, dayOfWeek, daysBetween, instantAt, isLocalTime, localDateOf } from './local-time.js';
import type { Instant, LocalDate, LocalTime } from './local-time.js';

/** The hall's hours, Asia/Shanghai; half a working day ends at noon or at close. */
export interface OfficeHours {
  readonly noon: LocalTime;
  readonly close: LocalTime;
}

export const DEFAULT_OFFICE_HOURS: OfficeHours = { noon: '12:00', close: '17:00' };

/** Far more than any clock needs; without it a wrong number would be counted day by day for minutes. */
const MOST_WORKING_DAYS = 1_000;

/** What a day is, and whether that is a guess (`provisional`: outside the notices' coverage). */
export interface DayKind {
  readonly working: boolean;
  readonly provisional: boolean;
}

/**
 * Working days by the State Council's notices, make-up days (调休) included. Outside the coverage: weekends and the fixed
 * statutory holidays, marked provisional. Pure: the same data give the same answers, whatever the machine's time zone.
 */
export class WorkingCalendar {
  readonly version: string;
  /** First and last day the notices speak for. */
  readonly coveredFrom: LocalDate;
  readonly coveredTo: LocalDate;

  /** @throws DomainError as `assertCalendarData`; OFFICE_HOURS_INVALID unless noon comes before close */
  constructor(
    private readonly data: CalendarData,
    private readonly hours: OfficeHours = DEFAULT_OFFICE_HOURS,
  ) {
    assertCalendarData(data);
    if (!isLocalTime(hours.noon) || !isLocalTime(hours.close) || hours.noon >= hours.close) {
      throw new DomainError('OFFICE_HOURS_INVALID', 'office hours need noon before close, both as HH:MM');
    }
    this.version = data.version;
    this.coveredFrom = data.coveredFrom;
    this.coveredTo = data.coveredTo;
  }

  /** @throws DomainError LOCAL_DATE_INVALID */
  dayKind(date: LocalDate): DayKind {
    const weekend = isWeekend(date);
    if (!this.covers(date)) return { working: !weekend && !isFixedStatutoryHoliday(date), provisional: true };
    const working = weekend
      ? Object.hasOwn(this.data.makeUpWorkingDays, date)
      : !Object.hasOwn(this.data.holidays, date);
    return { working, provisional: false };
  }

  /** Whether the notices speak for every day from `first` to `last`, both included. */
  covers(first: LocalDate, last: LocalDate = first): boolean {
    return first >= this.coveredFrom && last <= this.coveredTo;
  }

  /** `date` itself when it is a working day, else the next one. */
  workingDayFrom(date: LocalDate): LocalDate {
    return this.dayKind(date).working ? date : this.step(date, 1, 1);
  }

  /**
   * The `count`-th working day after `date` (not counting `date`); `date` itself for 0. Provisional when a day walked over,
   * the last included, is outside the coverage.
   * @throws DomainError WORKING_DAYS_INVALID unless `count` is an integer from 0 to 1000
   */
  addWorkingDays(date: LocalDate, count: number): { date: LocalDate; provisional: boolean } {
    const last = this.step(date, count, 1);
    return { date: last, provisional: last !== date && !this.covers(addDays(date, 1), last) };
  }

  /** The `count`-th working day before `date`. @throws DomainError WORKING_DAYS_INVALID as `addWorkingDays` */
  subtractWorkingDays(date: LocalDate, count: number): LocalDate {
    return this.step(date, count, -1);
  }

  /**
   * The working days after `from` up to and including `to`; negative when `to` comes first. Counted by weeks and by the days
   * that differ from them, so that a far day costs no more than a near one.
   */
  workingDaysBetween(from: LocalDate, to: LocalDate): number {
    if (to < from) return 0 - this.workingDaysBetween(to, from);
    const within = (dates: readonly LocalDate[]) => dates.filter((date) => date > from && date <= to);
    const off = within(this.daysOffBetween(from, to)).filter((date) => !isWeekend(date));
    const madeUp = within(Object.keys(this.data.makeUpWorkingDays));
    return weekdaysUpTo(to) - weekdaysUpTo(from) - off.length + madeUp.length;
  }

  /** By the notices, and by the law alone for the years that none speaks for. */
  private daysOffBetween(from: LocalDate, to: LocalDate): LocalDate[] {
    const [first, last] = [from, to].map((date) => Number(date.slice(0, 4))) as [number, number];
    const years = Array.from({ length: last - first + 1 }, (_, index) => String(first + index).padStart(4, '0'));
    const byLaw = years.flatMap(fixedStatutoryHolidays).filter((date) => !this.covers(date));
    return [...Object.keys(this.data.holidays), ...byLaw];
  }

  /**
   * The working day a clock started at `start` belongs to: its own day, or the next working day when that is a rest day or
   * `start` is after the close of business (exactly at close is still that day).
   */
  startDay(start: Instant): LocalDate {
    const date = localDateOf(start);
    return this.workingDayFrom(start > this.close(date) ? addDays(date, 1) : date);
  }

  /** The end of the morning of that day. */
  noon(date: LocalDate): Instant {
    return instantAt(date, this.hours.noon);
  }

  /** The close of business of that day. */
  close(date: LocalDate): Instant {
    return instantAt(date, this.hours.close);
  }

  private step(date: LocalDate, count: number, direction: 1 | -1): LocalDate {
    if (!Number.isInteger(count) || count < 0 || count > MOST_WORKING_DAYS) {
      throw new DomainError('WORKING_DAYS_INVALID', `working days must be an integer from 0 to ${MOST_WORKING_DAYS}`);
    }
    let day = date;
    for (let left = count; left > 0;) {
      day = addDays(day, direction);
      if (this.dayKind(day).working) left -= 1;
    }
    return day;
  }
}

function isWeekend(date: LocalDate): boolean {
  return [0, 6].includes(dayOfWeek(date));
}

/** Mondays to Fridays from a Monday long ago up to and including `date`. */
function weekdaysUpTo(date: LocalDate): number {
  const days = daysBetween('0001-01-01', date) + 1;
  const weeks = Math.floor(days / 7);
  return weeks * 5 + Math.min(days - weeks * 7, 5);
}
