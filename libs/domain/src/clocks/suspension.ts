import { deadlineAfter, isLate, warningAt, type Deadline } from './deadlines.js';
import type { CaseRules } from '../hall-policy.js';
import { localDateOf, type Instant } from '../local-time.js';

/** How long a dispatch suspended at `suspendedAt` may wait for the citizen's papers (挂起); nobody is warned before. */
export function suspensionDeadline(suspendedAt: Instant, { policy, calendar }: CaseRules): Deadline {
  return { ...deadlineAfter(suspendedAt, policy.suspensionWorkingDays, policy, calendar), yellowAt: null };
}

/** A deadline that stood still for a while. */
export interface StoodStill {
  /** The deadline as it was when it stopped. */
  readonly oldDueAt: Instant;
  /** As `CaseClock.askedDueAt`: it moves with the deadline. */
  readonly askedDueAt?: Instant | undefined;
  readonly suspendedAt: Instant;
  /** Until when it might stand still at most. */
  readonly until: Instant;
  /** The act by which it runs on. */
  readonly resumedAt: Instant;
}

/**
 * The deadline after a suspension: moved by as many working days as the clock stood still, so that as many are left as
 * when it stopped. Both ends count as a clock's start does: after close, or on a rest day, they belong to the next
 * working day. So a wait within one day or over a weekend moves nothing, and a deadline never moves back. A resumption
 * later than `until` (the engine was down) counts as at `until`. Warnings start again from `resumedAt`.
 * @returns the deadline, with how many working days the clock stood still
 * @throws DomainError INSTANT_INVALID
 */
export function resumedDeadline(
  { oldDueAt, askedDueAt, suspendedAt, until, resumedAt }: StoodStill,
  { policy, calendar }: CaseRules,
): Deadline & { workingDays: number } {
  const end = isLate(resumedAt, until) ? until : resumedAt;
  const workingDays = calendar.workingDaysBetween(calendar.startDay(suspendedAt), calendar.startDay(end));
  const moved = (due: Instant) =>
    workingDays === 0 ? due : calendar.close(calendar.addWorkingDays(localDateOf(due), workingDays).date);
  const dueAt = moved(oldDueAt);
  const term = { dueAt, ...(askedDueAt !== undefined && { askedDueAt: moved(askedDueAt) }) };
  return {
    workingDays,
    ...term,
    yellowAt: warningAt(resumedAt, term, policy, calendar),
    provisional: !calendar.covers(localDateOf(suspendedAt), localDateOf(dueAt)),
    calendarVersion: calendar.version,
  };
}
