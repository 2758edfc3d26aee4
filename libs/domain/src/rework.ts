import type { CaseClock } from './clocks/case-clock.js';
import type { ComplaintType } from './statuses.js';

/** The types that a round of rework (重办) may have: what the citizen was not content with is not settled in minutes. */
export const REWORK_TYPES = ['general', 'complex'] as const satisfies readonly ComplaintType[];
export type ReworkType = (typeof REWORK_TYPES)[number];
/** Of a round for which nobody named one. */
export const DEFAULT_REWORK_TYPE: ReworkType = 'general';

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
