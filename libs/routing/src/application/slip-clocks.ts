import { clockOf, currentCaseClock, dispatchClockId, signClockId, type Complaint } from '@bancheng/casebook';
import {
  dispatchDeadline,
  halfWorkingDayDeadline,
  startClock,
  stopClock,
  yellowAt,
  type CaseClock,
  type CaseRules,
} from '@bancheng/domain';
import type { DispatchEntity } from '../infrastructure/dispatch.entity.js';
import { ruled } from './routing.problems.js';

/**
 * The clock of a slip sent at `at`: by its 办理要求, capped by the case's own clock while that runs.
 * @throws Problem 422 for a date already past
 */
export function newDispatchClock(slip: DispatchEntity, complaint: Complaint, at: string, rules: CaseRules): CaseClock {
  const caseClock = currentCaseClock(complaint)!;
  const requirement = slip.requirement === 'other' ? { byDate: slip.byDate! } : slip.requirement;
  const cap = caseClock.endedAt === null ? caseClock.dueAt : null;
  const deadline = ruled(() => dispatchDeadline(requirement, at, cap, rules.policy, rules.calendar));
  return startClock({ clockId: dispatchClockId(slip.id), kind: 'dispatch', department: slip.department }, at, deadline);
}

/** The clock of a slip sent in place of another one: what was left of that one's. */
export function remainingClock(slip: DispatchEntity, old: CaseClock, at: string, rules: CaseRules): CaseClock {
  const { dueAt, originalDueAt, provisional, calendarVersion } = old;
  const deadline = { dueAt, yellowAt: yellowAt(at, dueAt, rules.policy, rules.calendar), provisional, calendarVersion };
  const id = { clockId: dispatchClockId(slip.id), kind: 'dispatch', department: slip.department } as const;
  return { ...startClock(id, at, deadline), originalDueAt };
}

/** Runs out half a working day after the sending, when the department is reminded to sign. */
export function newSignClock({ id, department }: DispatchEntity, at: string, { calendar }: CaseRules): CaseClock {
  return startClock({ clockId: signClockId(id), kind: 'sign', department }, at, halfWorkingDayDeadline(at, calendar));
}

/** The reminder of a slip that the department has taken notice of, ended; none where it was already. */
export function signClockEnded(complaint: Complaint, dispatchId: string, at: string): CaseClock[] {
  const clock = clockOf(complaint, signClockId(dispatchId));
  return clock === undefined || clock.endedAt !== null ? [] : [stopClock(clock, at)];
}

/** Both clocks of a slip that was taken back unanswered. */
export function slipClocksStopped(complaint: Complaint, dispatchId: string, at: string): CaseClock[] {
  const clock = clockOf(complaint, dispatchClockId(dispatchId))!;
  return [...(clock.endedAt === null ? [stopClock(clock, at)] : []), ...signClockEnded(complaint, dispatchId, at)];
}
