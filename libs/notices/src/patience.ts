import { localDateOf, type WorkingCalendar } from '@bancheng/domain';

/** So many working days: nothing is dropped over a long holiday. */
const PATIENCE_WORKING_DAYS = 3;

/**
 * Whether it is still worth telling somebody at `now` of what began at `since` (UTC): an act that is to be told, or the tries
 * to hand a notice over. Later it is no news: after an outage, or when notices are switched on in a hall that has worked for years.
 */
export function isStillNews(since: string, now: string, calendar: WorkingCalendar): boolean {
  return calendar.workingDaysBetween(localDateOf(since), localDateOf(now)) <= PATIENCE_WORKING_DAYS;
}
