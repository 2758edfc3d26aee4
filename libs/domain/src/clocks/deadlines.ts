import type { ClockPolicy, DispatchRequirement } from './clock-policy.js';
import { refuseTooFar } from './dates-ahead.js';
import { DomainError } from '../domain-error.js';
import { localDateOf, millisOf, type Instant, type LocalDate } from '../local-time.js';
import type { ComplaintType } from '../statuses.js';
import type { WorkingCalendar } from '../working-calendar.js';

/** When a clock ends, and what that was computed from. */
export interface Deadline {
  /** The close of business of the clock's last day (half-day clocks: noon or close); an act at this instant is in time. */
  readonly dueAt: Instant;
  /** As `CaseClock.askedDueAt`. */
  readonly askedDueAt?: Instant;
  /** 黄牌; null when it would not come after the clock's start. */
  readonly yellowAt: Instant | null;
  /** A day of the clock lies outside the calendar's coverage: the next notice may move the deadline. */
  readonly provisional: boolean;
  readonly calendarVersion: string;
}

/**
 * A clock of `workingDays` (integer, 0 to 1000) from `start`. The start day is not counted; after close or on a rest day
 * the start counts as the next working day; 0 ends at the close of the start day.
 * @throws DomainError WORKING_DAYS_INVALID, INSTANT_INVALID
 */
export function deadlineAfter(
  start: Instant,
  workingDays: number,
  policy: ClockPolicy,
  calendar: WorkingCalendar,
): Deadline {
  const lastDay = lastDayAfter(start, workingDays, calendar);
  return deadlineAt(calendar.close(lastDay), start, policy, calendar);
}

/** By when a registered matter is accepted or declined; else the leader is told, who is not warned before. */
export function acceptanceDeadline(registeredAt: Instant, policy: ClockPolicy, calendar: WorkingCalendar): Deadline {
  return { ...deadlineAfter(registeredAt, policy.acceptance.workingDays, policy, calendar), yellowAt: null };
}

/** The case's clock (三(三) 限时办结), from 受理时间; for a complex case the date its progress is due. */
export function caseDeadline(
  type: ComplaintType,
  acceptedAt: Instant,
  policy: ClockPolicy,
  calendar: WorkingCalendar,
): Deadline {
  return deadlineAfter(acceptedAt, policy[type].workingDays, policy, calendar);
}

/**
 * One dispatch's clock (附件2, 办理要求), from its sending, under the case's own (`underCase`). A date asked for that is a
 * rest day means the next working day.
 * @param caseDueAt null when the case's clock has been met already (a complex case's progress was reported)
 * @throws DomainError DISPATCH_DATE_PAST when the date asked for closed before `sentAt`; DATE_TOO_FAR beyond the policy's
 *   reach; LOCAL_DATE_INVALID, INSTANT_INVALID
 */
export function dispatchDeadline(
  requirement: DispatchRequirement,
  sentAt: Instant,
  caseDueAt: Instant | null,
  policy: ClockPolicy,
  calendar: WorkingCalendar,
): Deadline {
  const lastDay =
    typeof requirement === 'string'
      ? lastDayAfter(sentAt, policy.dispatchRequirements[requirement].workingDays, calendar)
      : calendar.workingDayFrom(requirement.byDate);
  const asked = calendar.close(lastDay);
  if (isLate(sentAt, asked))
    throw new DomainError('DISPATCH_DATE_PAST', 'the date asked for closed before the sending');
  if (typeof requirement !== 'string') refuseTooFar(requirement, sentAt, policy, calendar);
  const term = underCase(asked, caseDueAt, sentAt);
  return { ...term, yellowAt: warningAt(sentAt, term, policy, calendar), ...basisOf(sentAt, term.dueAt, calendar) };
}

/** When a dispatch is due, and by when it was asked for where that is later. */
export type Term = Pick<Deadline, 'dueAt' | 'askedDueAt'>;

/**
 * A dispatch asked for by `asked` is due with the case's own clock where that ends first. A case clock that has been met
 * (null), or has run out by `at`, caps nothing: no dispatch is due in the past.
 */
export function underCase(asked: Instant, caseDueAt: Instant | null, at: Instant): Term {
  const caps = caseDueAt !== null && isLate(asked, caseDueAt) && isLate(caseDueAt, at);
  return caps ? { dueAt: caseDueAt, askedDueAt: asked } : { dueAt: asked };
}

/** 黄牌 of a dispatch, before it is due; where there is no time for that, before it would be late. */
export function warningAt(
  start: Instant,
  { dueAt, askedDueAt }: Term,
  policy: ClockPolicy,
  calendar: WorkingCalendar,
): Instant | null {
  const warning = yellowAt(start, dueAt, policy, calendar);
  return warning === null && askedDueAt !== undefined ? yellowAt(start, askedDueAt, policy, calendar) : warning;
}

/**
 * The deadline after an extension of `workingDays` granted at `grantedAt` (三(三) 经批准可适当延期): counted from the old due
 * date, so it may lie in the past when it was granted late. Warnings start again from `grantedAt`.
 * @throws DomainError EXTENSION_DAYS_INVALID unless an integer from 1 to the policy's cap; INSTANT_INVALID
 */
export function extendedDeadline(
  oldDueAt: Instant,
  workingDays: number,
  grantedAt: Instant,
  policy: ClockPolicy,
  calendar: WorkingCalendar,
): Deadline {
  const cap = policy.extensionCapWorkingDays;
  if (!Number.isInteger(workingDays) || workingDays < 1 || workingDays > cap) {
    throw new DomainError('EXTENSION_DAYS_INVALID', `an extension is an integer from 1 to ${cap} working days`);
  }
  const { date } = calendar.addWorkingDays(localDateOf(oldDueAt), workingDays);
  const extended = deadlineAt(calendar.close(date), oldDueAt, policy, calendar);
  return { ...extended, yellowAt: yellowAt(grantedAt, extended.dueAt, policy, calendar) };
}

/** As `extendedDeadline`, for a clock; what was asked for of a dispatch moves with it. */
export function extendedTerm(
  { dueAt, askedDueAt }: Term,
  workingDays: number,
  grantedAt: Instant,
  policy: ClockPolicy,
  calendar: WorkingCalendar,
): Deadline {
  const from = (old: Instant) => extendedDeadline(old, workingDays, grantedAt, policy, calendar);
  return { ...from(dueAt), ...(askedDueAt !== undefined && { askedDueAt: from(askedDueAt).dueAt }) };
}

/**
 * Half a working day from `start`: the half it starts in is not counted, so a morning start ends at close and an afternoon
 * start at noon of the next working day. After close or on a rest day the start counts as the next working day's morning.
 * It has no yellow warning.
 * @throws DomainError INSTANT_INVALID
 */
export function halfWorkingDayDeadline(start: Instant, calendar: WorkingCalendar): Deadline {
  const day = calendar.startDay(start);
  const morning = !isLate(start, calendar.noon(day));
  const dueAt = morning ? calendar.close(day) : calendar.noon(calendar.addWorkingDays(day, 1).date);
  return { dueAt, yellowAt: null, ...basisOf(start, dueAt, calendar) };
}

/** The close of business the policy's number of working days (one) before the due day; null when not after `start`. */
export function yellowAt(
  start: Instant,
  dueAt: Instant,
  policy: ClockPolicy,
  calendar: WorkingCalendar,
): Instant | null {
  const day = calendar.subtractWorkingDays(localDateOf(dueAt), policy.yellowWorkingDaysBefore);
  const close = calendar.close(day);
  return isLate(close, start) ? close : null;
}

/** Whether an act done at `actAt` missed `dueAt`: only the two instants count, and the due instant itself is in time. */
export function isLate(actAt: Instant, dueAt: Instant): boolean {
  return millisOf(actAt) > millisOf(dueAt);
}

/**
 * For worklists: working days after today up to the due day, in Shanghai days. 0 on the due day itself, negative by the
 * working days since it. Lateness is `isLate`, not this.
 */
export function remainingWorkingDays(now: Instant, dueAt: Instant, calendar: WorkingCalendar): number {
  return calendar.workingDaysBetween(localDateOf(now), localDateOf(dueAt));
}

function lastDayAfter(start: Instant, workingDays: number, calendar: WorkingCalendar): LocalDate {
  return calendar.addWorkingDays(calendar.startDay(start), workingDays).date;
}

function deadlineAt(dueAt: Instant, start: Instant, policy: ClockPolicy, calendar: WorkingCalendar): Deadline {
  return { dueAt, yellowAt: yellowAt(start, dueAt, policy, calendar), ...basisOf(start, dueAt, calendar) };
}

/** The start day counts too: whether it is a rest day decides where counting begins. */
function basisOf(start: Instant, dueAt: Instant, calendar: WorkingCalendar) {
  const provisional = !calendar.covers(localDateOf(start), localDateOf(dueAt));
  return { provisional, calendarVersion: calendar.version };
}
