import type { ClockPolicy } from './clock-policy.js';
import { DomainError } from '../domain-error.js';
import { localDateOf, type Instant, type LocalDate } from '../local-time.js';
import type { WorkingCalendar } from '../working-calendar.js';

/**
 * What a person sets lies no further ahead of `at` than the policy allows: a slip of the pen in the year is no deadline.
 * @throws DomainError DATE_TOO_FAR
 */
export function refuseTooFar(
  term: { readonly workingDays: number } | { readonly byDate: LocalDate },
  at: Instant,
  { datesAheadWorkingDays }: ClockPolicy,
  calendar: WorkingCalendar,
): void {
  const ahead = 'byDate' in term ? calendar.workingDaysBetween(localDateOf(at), term.byDate) : term.workingDays;
  if (ahead > datesAheadWorkingDays) {
    throw new DomainError('DATE_TOO_FAR', `a day may lie at most ${datesAheadWorkingDays} working days ahead`);
  }
}
