import { type Complaint } from '@bancheng/casebook';
import {
  clockOf,
  currentCaseClock,
  dispatchClock,
  dispatchDeadline,
  halfWorkingDayDeadline,
  isLate,
  isOpen,
  progressClock,
  progressClocksOf,
  resumeClock,
  resumedDeadline,
  signClock,
  startClock,
  stopClock,
  suspensionClock,
  type CaseClock,
  type CaseRules,
  type ClockRef,
} from '@bancheng/domain';
import type { DispatchEntity } from '../infrastructure/dispatch.entity.js';

/**
 * The clock of a slip sent at `at`: by its 办理要求, capped by the case's own clock while that runs.
 * @throws DomainError DISPATCH_DATE_PAST
 */
export function newDispatchClock(slip: DispatchEntity, complaint: Complaint, at: string, rules: CaseRules): CaseClock {
  const caseClock = currentCaseClock(complaint)!;
  const requirement = slip.requirement === 'other' ? { byDate: slip.byDate! } : slip.requirement;
  const cap = caseClock.endedAt === null ? caseClock.dueAt : null;
  const deadline = dispatchDeadline(requirement, at, cap, rules.policy, rules.calendar);
  const id = { ...dispatchClock(slip.id), department: slip.department } as const;
  return { ...startClock(id, at, deadline), requirement };
}

/** A sent slip as its act says it. */
export function sentSlipOf({ id, department, requirement, lead }: DispatchEntity, { dueAt }: CaseClock) {
  return { dispatchId: id, department, requirement, lead, dueAt };
}

/** What a slip that is sent again at `at` asks for: the same, and at once where the date that was asked for is over. */
export function askedAgain(
  { requirement, byDate }: Pick<DispatchEntity, 'requirement' | 'byDate'>,
  at: string,
  { calendar }: CaseRules,
) {
  const over = byDate !== null && isLate(at, calendar.close(calendar.workingDayFrom(byDate)));
  return over ? ({ requirement: 'immediate', byDate: null } as const) : { requirement, byDate };
}

/** Runs out half a working day after the sending, when the department is reminded to sign. */
export function newSignClock({ id, department }: DispatchEntity, at: string, { calendar }: CaseRules): CaseClock {
  return startClock({ ...signClock(id), department }, at, halfWorkingDayDeadline(at, calendar));
}

/** The sign reminder of a slip, ended because the department has shown that it knows it; none where it had ended. */
export function signClockEnded(complaint: Complaint, dispatchId: string, at: string): CaseClock[] {
  return stopped(complaint, signClock(dispatchId), at);
}

/** The limit of a slip's suspension, ended; none where it had ended, or there was no suspension. */
export function suspensionClockEnded(complaint: Complaint, dispatchId: string, at: string): CaseClock[] {
  return stopped(complaint, suspensionClock(dispatchId), at);
}

/** The clocks of a slip that was taken back unanswered, or with no more than progress reported. */
export function slipClocksStopped(complaint: Complaint, dispatchId: string, at: string): CaseClock[] {
  const own = [dispatchClock(dispatchId), signClock(dispatchId), suspensionClock(dispatchId)];
  return [...own, ...progressClocksOf(complaint, dispatchId)].flatMap((ref) => stopped(complaint, ref, at));
}

/** The clocks of a slip that are open, running on unchanged as those of the slip that takes its place; its own comes first. */
export function slipClocksSucceeded(
  complaint: Complaint,
  replaced: string,
  { id, department }: Pick<DispatchEntity, 'id' | 'department'>,
): CaseClock[] {
  const suspension = clockOf(complaint, suspensionClock(replaced));
  const progress = progressClocksOf(complaint, replaced).at(-1);
  const beside = [
    ...(suspension === undefined ? [] : [{ ...suspension, ...suspensionClock(id), department }]),
    ...(progress === undefined ? [] : [{ ...progress, ...progressClock(id, 1), department }]),
  ];
  const own = clockOf(complaint, dispatchClock(replaced))!;
  return [{ ...own, ...dispatchClock(id), department }, ...beside.filter(isOpen)];
}

function stopped(complaint: Complaint, ref: Pick<ClockRef, 'clockId'>, at: string): CaseClock[] {
  const clock = clockOf(complaint, ref);
  return clock === undefined || clock.endedAt !== null ? [] : [stopClock(clock, at)];
}

/** A slip's clock suspended since `limit` began, running on from `at`; and for how many working days it stood still. */
export function resumedClock(
  clock: CaseClock,
  limit: CaseClock,
  at: string,
  rules: CaseRules,
): { clock: CaseClock; workingDays: number } {
  const { dueAt: oldDueAt, askedDueAt } = clock;
  const stood = { oldDueAt, askedDueAt, suspendedAt: limit.startedAt, until: limit.dueAt, resumedAt: at };
  const { workingDays, ...deadline } = resumedDeadline(stood, rules);
  return { clock: resumeClock(clock, deadline), workingDays };
}

/** The clocks of a slip whose suspension ends while it stays open; none where it was not suspended. */
export function waitEnded(complaint: Complaint, dispatchId: string, at: string, rules: CaseRules): CaseClock[] {
  const limit = clockOf(complaint, suspensionClock(dispatchId));
  if (limit === undefined || limit.endedAt !== null) return [];
  const clock = clockOf(complaint, dispatchClock(dispatchId))!;
  return [resumedClock(clock, limit, at, rules).clock, stopClock(limit, at)];
}

/** A slip's clock as it stands at `at`: past the longest wait it runs on, even if no timer has gone off. */
export function slipClockAt(complaint: Complaint, dispatchId: string, at: string, rules: CaseRules): CaseClock {
  const clock = clockOf(complaint, dispatchClock(dispatchId))!;
  const limit = clockOf(complaint, suspensionClock(dispatchId));
  const waitIsOver = limit !== undefined && limit.endedAt === null && isLate(at, limit.dueAt);
  return waitIsOver ? resumedClock(clock, limit, at, rules).clock : clock;
}
