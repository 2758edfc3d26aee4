import type { CaseClock, ClockKind } from './case-clock.js';
import { halfWorkingDayDeadline, isLate, yellowAt } from './deadlines.js';
import type { CaseRules, HallPolicy } from '../hall-policy.js';
import { localDateOf, type Instant } from '../local-time.js';
import type { ComplaintType } from '../statuses.js';

/** The new rules by which open clocks are counted again, and the instant of it. */
export interface Reprojection {
  /** The rules that a clock was counted by, by the calendar version it carries. */
  readonly before: (clock: CaseClock) => CaseRules;
  readonly after: CaseRules;
  readonly type: ComplaintType | null;
  readonly at: Instant;
}

/** Clocks that somebody is warned of before they end (黄牌). */
const WARNED = new Set<ClockKind>([
  ...(['case', 'dispatch', 'commitment', 'progress', 'transfer', 'claim', 'follow-up', 'ruling'] as const),
]);

/**
 * The clocks that a new calendar or policy changes, as they are after it. A clock keeps its number of working days,
 * extensions and suspensions included, counted by the new calendar; where the policy gives it another length, the
 * difference is added or taken off. A dispatch stays within the case's clock; a date that was asked for (其他办理要求)
 * stays that date. A clock that has ended or was missed stays as it is, with its mark. No deadline moves into the past:
 * the earliest is the close of the working day of `at`. `originalDueAt` never changes.
 */
export function reprojected(clocks: readonly CaseClock[], reprojection: Reprojection): CaseClock[] {
  const caseClock = clocks.findLast(({ kind }) => kind === 'case');
  const cap = caseClock?.endedAt === null ? { old: caseClock.dueAt, new: dueOf(caseClock, null, reprojection) } : null;
  return clocks.flatMap((clock) => {
    const after = { ...clock, ...deadlineOf(clock, dueOf(clock, cap, reprojection), reprojection) };
    const same = after.dueAt === clock.dueAt && after.yellowAt === clock.yellowAt;
    return same && after.provisional === clock.provisional ? [] : [after];
  });
}

interface Cap {
  old: Instant;
  new: Instant;
}

/** Whether the clock is open and not missed; a suspended one is judged by the instant at which it was suspended. */
function runs({ endedAt, dueAt, pausedAt }: CaseClock, at: Instant): boolean {
  return endedAt === null && !isLate(pausedAt ?? at, dueAt);
}

function dueOf(clock: CaseClock, cap: Cap | null, reprojection: Reprojection): Instant {
  const { after, at } = reprojection;
  if (!runs(clock, at)) return clock.dueAt;
  const capped = clock.kind === 'dispatch' && cap !== null && !isLate(clock.dueAt, cap.old) ? cap : null;
  const counted = countedDue(clock, capped, reprojection);
  const due = capped !== null && isLate(counted, capped.new) ? capped.new : counted;
  const now = clock.pausedAt ?? at;
  if (!isLate(now, due)) return due;
  const today = after.calendar.close(after.calendar.startDay(now));
  return isLate(today, clock.dueAt) ? clock.dueAt : today;
}

function countedDue(clock: CaseClock, cap: Cap | null, { before, after, type }: Reprojection): Instant {
  const { startedAt, requirement } = clock;
  if (clock.kind === 'sign') return halfWorkingDayDeadline(startedAt, after.calendar).dueAt;
  const old = before(clock);
  const oldDay = localDateOf(clock.dueAt);
  if (typeof requirement === 'object') {
    const added = old.calendar.workingDaysBetween(old.calendar.workingDayFrom(requirement.byDate), oldDay);
    if (added >= 0 || cap !== null) return dayAfter(after.calendar.workingDayFrom(requirement.byDate), added, after);
  }
  const days = old.calendar.workingDaysBetween(old.calendar.startDay(startedAt), oldDay);
  const [was, is] = [old, after].map(({ policy }) => lengthOf(clock, type, policy)) as [number, number];
  const inFull = days >= was ? days + is - was : cap === null ? days : is;
  return dayAfter(after.calendar.startDay(startedAt), was === is ? days : inFull, after);
}

function dayAfter(day: string, workingDays: number, { calendar }: CaseRules): Instant {
  return calendar.close(calendar.addWorkingDays(day, Math.max(0, workingDays)).date);
}

/** How long the policy makes such a clock, in working days; 0 where it has no say. */
function lengthOf({ kind, requirement }: CaseClock, type: ComplaintType | null, policy: HallPolicy): number {
  switch (kind) {
    case 'acceptance':
      return policy.acceptance.workingDays;
    case 'case':
      return type === null ? 0 : policy[type].workingDays;
    case 'dispatch':
      return typeof requirement === 'string' ? policy.dispatchRequirements[requirement].workingDays : 0;
    case 'progress':
      return policy.progressEveryWorkingDays;
    case 'transfer':
      return policy.transferWorkingDays;
    case 'claim':
      return policy.followUpClaimWorkingDays;
    case 'follow-up':
      return policy.followUpWorkingDays;
    case 'ruling':
      return policy.rulingWorkingDays;
    case 'suspension':
      return policy.suspensionWorkingDays;
    case 'sign':
    case 'commitment':
      return 0;
  }
}

/** A warning is given again if its new time is after `at`; otherwise one that was given or left out stays so. */
function deadlineOf(clock: CaseClock, dueAt: Instant, { after, at }: Reprojection): Partial<CaseClock> {
  if (!runs(clock, at)) return {};
  const { policy, calendar } = after;
  const unwarned = !WARNED.has(clock.kind) || (clock.yellowAt === null && dueAt === clock.dueAt);
  const yellow = unwarned ? null : yellowAt(clock.startedAt, dueAt, policy, calendar);
  return {
    dueAt,
    yellowAt: yellow,
    yellowWarnedAt: yellow !== null && isLate(yellow, at) ? null : clock.yellowWarnedAt,
    provisional: !calendar.covers(localDateOf(clock.startedAt), localDateOf(dueAt)),
    calendarVersion: calendar.version,
  };
}
