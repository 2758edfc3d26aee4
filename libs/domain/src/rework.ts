import type { CaseClock } from './clocks/case-clock.js';

/** What a leader may decide of a case that is 不满意 after its reworks, or that was declined. */
export const DISSATISFACTION_RULINGS = ['close', 'rework'] as const;

type ClocksOfCase = readonly (Pick<CaseClock, 'kind' | 'reopening'> & Partial<Pick<CaseClock, 'endedAt'>>)[];

/** Whether the case was ever accepted; an answer on the spot accepts it too. What was declined cannot be reworked. */
export function wasTakenUp(clocks: ClocksOfCase): boolean {
  return caseClocksOf(clocks).length > 0;
}

/**
 * Which round of handling, and of the 回访 after it, the case is in; 1 until its first rework or reopening. Acceptance,
 * each rework and each reopening start a case clock, so clocks are counted; the first round of a case that was declined
 * and later reopened has none.
 */
export function handlingRound(clocks: ClocksOfCase): number {
  const started = caseClocksOf(clocks);
  const withoutClock = started[0]?.reopening === true ? 1 : 0;
  return Math.max(1, started.length + withoutClock);
}

/**
 * The number of the rework (重办) that a 不满意 opens by itself after the present round, 1 for the first. Null where a
 * leader decides instead (三(五)): where the leader's time to rule runs already, and after `rounds` reworks, the policy's number, counted from the last reopening
 * (重新办理) on.
 */
export function reworkDue(clocks: ClocksOfCase, rounds: number): number | null {
  if (clocks.some(({ kind, endedAt }) => kind === 'ruling' && endedAt === null)) return null;
  return wasTakenUp(clocks) && roundSinceOpening(clocks) <= rounds ? handlingRound(clocks) : null;
}

function roundSinceOpening(clocks: ClocksOfCase): number {
  const started = caseClocksOf(clocks);
  return (
    started.length -
    Math.max(
      0,
      started.findLastIndex(({ reopening }) => reopening),
    )
  );
}

function caseClocksOf(clocks: ClocksOfCase): ClocksOfCase {
  return clocks.filter(({ kind }) => kind === 'case');
}
