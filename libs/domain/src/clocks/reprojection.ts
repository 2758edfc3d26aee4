import {
  isDeadline,
  isMarked,
  isMissed,
  isOpen,
  lateAfter,
  remarkClock,
  type CaseClock,
  type ClockKind,
} from './case-clock.js';
import { halfWorkingDayDeadline, isLate, underCase, warningAt, type Term } from './deadlines.js';
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
 * stays that date. A clock that has ended or was missed stays as it is, with its mark, unless its deadline was provisional and
 * passed: it is counted anew by the new calendar where that is later, and its mark follows (`remarkClock`). No deadline that
 * runs moves into the past: the earliest is the close of the working day of `at`. `originalDueAt` never changes.
 */
export function reprojected(clocks: readonly CaseClock[], reprojection: Reprojection): CaseClock[] {
  const caseClock = clocks.findLast(({ kind }) => kind === 'case');
  const caseDueAt = caseClock !== undefined && isOpen(caseClock) ? dueOf(caseClock, reprojection) : null;
  return clocks.flatMap((clock) => {
    if (!runs(clock, reprojection) && !passedAsGuess(clock, reprojection)) return [];
    const { askedDueAt: _askedDueAt, ...rest } = clock;
    const counted = { ...rest, ...deadlineOf(clock, termOf(clock, caseDueAt, reprojection), reprojection) };
    const after = isMarked(clock) ? remarkClock(counted, judgedAt(clock, reprojection)) : counted;
    const same = after.dueAt === clock.dueAt && after.askedDueAt === clock.askedDueAt;
    return same && after.yellowAt === clock.yellowAt && after.provisional === clock.provisional ? [] : [after];
  });
}

/** Whether the clock is open and not missed; a suspended one is judged by the instant at which it was suspended. */
function runs(clock: CaseClock, { at }: Reprojection): boolean {
  return isOpen(clock) && !isMissed(clock, at);
}

/** Whether the deadline was missed, marked or not, while its calendar did not cover it: another one may say otherwise. */
function passedAsGuess(clock: CaseClock, { after, at }: Reprojection): boolean {
  if (!clock.provisional || clock.calendarVersion === after.calendar.version) return false;
  return isOpen(clock) ? isMissed(clock, at) : isDeadline(clock) && isMarked(clock);
}

/** The instant by which it is judged whether the clock's deadline was missed. */
function judgedAt({ endedAt, pausedAt }: CaseClock, { at }: Reprojection): Instant {
  return endedAt ?? pausedAt ?? at;
}

/** A dispatch whose given time has passed, though it is not late yet, was given that time, unless the case's own moves on. */
function termOf(clock: CaseClock, caseDueAt: Instant | null, reprojection: Reprojection): Term {
  const now = judgedAt(clock, reprojection);
  const dueAt = dueOf(clock, reprojection);
  if (clock.kind !== 'dispatch') return { dueAt };
  const givenPassed = clock.askedDueAt !== undefined && isLate(now, clock.dueAt);
  const caseGoesOn = caseDueAt !== null && isLate(caseDueAt, now);
  return givenPassed && !caseGoesOn ? { dueAt: clock.dueAt, askedDueAt: dueAt } : underCase(dueAt, caseDueAt, now);
}

/**
 * The deadline counted anew from what the clock was asked for. One that runs and would lie in the past is today's close of
 * business; one that was missed moves later only, by the calendar alone.
 */
function dueOf(clock: CaseClock, reprojection: Reprojection): Instant {
  const { before, after } = reprojection;
  const old = lateAfter(clock);
  if (passedAsGuess(clock, reprojection)) {
    const byCalendar = { ...reprojection, after: { ...after, policy: before(clock).policy } };
    const due = countedDue({ ...clock, dueAt: old }, byCalendar);
    return isLate(due, old) ? due : old;
  }
  if (!runs(clock, reprojection)) return old;
  const due = countedDue({ ...clock, dueAt: old }, reprojection);
  const now = judgedAt(clock, reprojection);
  if (!isLate(now, due)) return due;
  const today = after.calendar.close(after.calendar.startDay(now));
  return isLate(today, old) ? old : today;
}

function countedDue(clock: CaseClock, { before, after, type }: Reprojection): Instant {
  const { startedAt, requirement } = clock;
  if (clock.kind === 'sign') return halfWorkingDayDeadline(startedAt, after.calendar).dueAt;
  const old = before(clock);
  const oldDay = localDateOf(clock.dueAt);
  if (typeof requirement === 'object') {
    const added = old.calendar.workingDaysBetween(old.calendar.workingDayFrom(requirement.byDate), oldDay);
    if (added >= 0) return dayAfter(after.calendar.workingDayFrom(requirement.byDate), added, after);
  }
  const days = old.calendar.workingDaysBetween(old.calendar.startDay(startedAt), oldDay);
  const [was, is] = [old, after].map(({ policy }) => lengthOf(clock, type, policy)) as [number, number];
  return dayAfter(after.calendar.startDay(startedAt), days >= was ? days + is - was : days, after);
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
function deadlineOf(clock: CaseClock, term: Term, { after, at }: Reprojection) {
  const { policy, calendar } = after;
  const unwarned = !WARNED.has(clock.kind) || (clock.yellowAt === null && term.dueAt === clock.dueAt);
  const yellow = unwarned ? null : warningAt(clock.startedAt, term, policy, calendar);
  return {
    ...term,
    yellowAt: yellow,
    yellowWarnedAt: yellow !== null && isLate(yellow, at) ? null : clock.yellowWarnedAt,
    provisional: !calendar.covers(localDateOf(clock.startedAt), localDateOf(term.dueAt)),
    calendarVersion: calendar.version,
  };
}
