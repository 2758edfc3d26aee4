import type { ClockPolicy } from './clock-policy.js';
import { refuseTooFar } from './dates-ahead.js';
import { deadlineAfter, dispatchDeadline, type Deadline } from './deadlines.js';
import type { Instant, LocalDate } from '../local-time.js';
import type { WorkingCalendar } from '../working-calendar.js';

/** By when a meeting's commitment (议定事项) is to be carried out: so many working days, or a day. */
export type CommitmentTerm = { readonly workingDays: number } | { readonly byDate: LocalDate };

/**
 * A commitment's clock, from the meeting's holding. The case's own clock does not cap it: it is made to outlast the reply. A
 * date that is a rest day means the next working day.
 * @throws DomainError DISPATCH_DATE_PAST when the date closed before `agreedAt`; DATE_TOO_FAR beyond the policy's reach;
 *   WORKING_DAYS_INVALID, LOCAL_DATE_INVALID, INSTANT_INVALID
 */
export function commitmentDeadline(
  term: CommitmentTerm,
  agreedAt: Instant,
  policy: ClockPolicy,
  calendar: WorkingCalendar,
): Deadline {
  if ('byDate' in term) return dispatchDeadline(term, agreedAt, null, policy, calendar);
  refuseTooFar(term, agreedAt, policy, calendar);
  return deadlineAfter(agreedAt, term.workingDays, policy, calendar);
}
