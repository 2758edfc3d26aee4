import type { CaseRules } from '../hall-policy.js';
import { localDateOf, type Instant } from '../local-time.js';
import type { ComplaintType } from '../statuses.js';
import { extendClock, type CaseClock } from './case-clock.js';
import { caseDeadline, deadlineAfter, isLate, yellowAt } from './deadlines.js';

/** 问题类型更正: how many working days after the round's start the clerk may do it; later, or after a reply, a leader. */
const CLERK_MAY_RETYPE_WORKING_DAYS = 1;

/** Whether a clerk may still correct the type of the round that began at `startedAt`, as far as time goes. */
export function mayClerkRetype(startedAt: Instant, at: Instant, { policy, calendar }: CaseRules): boolean {
  return !isLate(at, deadlineAfter(startedAt, CLERK_MAY_RETYPE_WORKING_DAYS, policy, calendar).dueAt);
}

/**
 * The case's running clock, counted from its start by another type. What was granted on top of the old type's length stays on
 * top. The new deadline may lie in the past: it is missed then, at once. `originalDueAt` and a mark once earned stay.
 */
export function retypedClock(
  clock: CaseClock,
  { from, to }: { readonly from: ComplaintType; readonly to: ComplaintType },
  at: Instant,
  { policy, calendar }: CaseRules,
): CaseClock {
  const ofType = caseDeadline(from, clock.startedAt, policy, calendar).dueAt;
  const granted = Math.max(0, calendar.workingDaysBetween(localDateOf(ofType), localDateOf(clock.dueAt)));
  const deadline = deadlineAfter(clock.startedAt, policy[to].workingDays + granted, policy, calendar);
  return extendClock(clock, { ...deadline, yellowAt: yellowAt(at, deadline.dueAt, policy, calendar) }, at);
}
