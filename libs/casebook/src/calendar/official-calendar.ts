import { addDays, assertCalendarData, DomainError, type CalendarData } from '@bancheng/domain';
import chineseDays from 'chinese-days';

/** The data's edition: the package as pinned in the root package.json (a test holds the two together). */
export const OFFICIAL_CALENDAR_SOURCE = 'chinese-days@1.5.7';

/**
 * The State Council's notices of these years (both included) out of the npm package `chinese-days` (MIT).
 * @throws DomainError CALENDAR_YEAR_UNKNOWN when the package has no notice for one of the years: it would answer with
 *   plain weekdays, which must never become a deadline unmarked
 */
export function officialCalendarData(fromYear: number, toYear: number): CalendarData {
  const coveredFrom = `${fromYear}-01-01`;
  const coveredTo = `${toYear}-12-31`;
  const holidays: Record<string, string> = {};
  const makeUpWorkingDays: Record<string, string> = {};
  for (let date = coveredFrom; date <= coveredTo; date = addDays(date, 1)) {
    const day = noticeOf(date);
    if (date.endsWith('-10-01') && day === null) {
      throw new DomainError(
        'CALENDAR_YEAR_UNKNOWN',
        `${OFFICIAL_CALENDAR_SOURCE} has no notice for ${date.slice(0, 4)}`,
      );
    }
    if (day !== null) (day.work ? makeUpWorkingDays : holidays)[date] = day.holiday;
  }
  const version = `${OFFICIAL_CALENDAR_SOURCE}/${fromYear}-${toYear}`;
  const data = { version, coveredFrom, coveredTo, holidays, makeUpWorkingDays };
  assertCalendarData(data);
  return data;
}

/**
 * What a notice says of this day, or null for an ordinary one. Of the package's answer only the entry is used: its own date
 * and weekday are a day early where the machine's zone lies west of Greenwich, its entries are then shifted alike.
 */
function noticeOf(date: string): { work: boolean; holiday: string } | null {
  const { work, name } = chineseDays.getDayDetail(date);
  const [, holiday] = name.split(','); // "Spring Festival,春节,4", or the weekday's English name
  return holiday === undefined ? null : { work, holiday };
}
