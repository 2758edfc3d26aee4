import { deadlineAfter, isLate, yellowAt, type Deadline } from './deadlines.js';
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
  readonly suspendedAt: Instant;
  /** Until when it might stand still at most. */
  readonly until: Instant;
  /** The act by which it runs on. */
  readonly resumedAt: Instant;
}

/**
 * The deadline after a suspension: as many working days later as it stood still, so that as many are left as when it
 * stopped. Both ends are counted as a clock's start is: after close or on a rest day they belong to the next working day, so
 * a wait within one day, or over a weekend alone, moves nothing, and none ever moves it back. A resumption that came after
 * `until` for technical reasons counts as at `until`. Warnings start again from `resumedAt`.
 * @returns with how many working days the clock stood still
 * @throws DomainError INSTANT_INVALID
 */
export function resumedDeadline(
  { oldDueAt, suspendedAt, until, resumedAt }: StoodStill,
  { policy, calendar }: CaseRules,
): Deadline & { workingDays: number } {
  const end = isLate(resumedAt, until) ? until : resumedAt;
  const workingDays = calendar.workingDaysBetween(calendar.startDay(suspendedAt), calendar.startDay(end));
  const oldDay = localDateOf(oldDueAt);
  const dueAt = workingDays === 0 ? oldDueAt : calendar.close(calendar.addWorkingDays(oldDay, workingDays).date);
  return {
    workingDays,
    dueAt,
    yellowAt: yellowAt(resumedAt, dueAt, policy, calendar),
    provisional: !calendar.covers(localDateOf(suspendedAt), localDateOf(dueAt)),
    calendarVersion: calendar.version,
  };
}
