import type { CaseClock } from './clocks/case-clock.js';

/** What a leader may decide of a case that is 不满意 after its reworks, or that was declined. */
export const DISSATISFACTION_RULINGS = ['close', 'rework'] as const;

type ClocksOfCase = readonly Pick<CaseClock, 'kind' | 'reopening'>[];

/** Whether the case was ever accepted, or answered, which accepts it: what was declined cannot be reworked. */
export function wasTakenUp(clocks: ClocksOfCase): boolean {
  return caseClocksOf(clocks).length > 0;
}

/**
 * Which round of handling, and of the 回访 after it, the case is in: 1 until its first rework or reopening. Acceptance and each
 * of those start a case clock, so there are as many as rounds; what was declined and then reopened had a round without one.
 */
export function handlingRound(clocks: ClocksOfCase): number {
  const started = caseClocksOf(clocks);
  const withoutClock = started[0]?.reopening === true ? 1 : 0;
  return Math.max(1, started.length + withoutClock);
}

/**
 * The number of the rework (重办) that a 不满意 opens by itself after the present round, 1 for the first; null: a leader
 * decides (三(五)), as after `rounds` of them, which the policy sets, counted anew from a reopening (重新办理) on.
 */
export function reworkDue(clocks: ClocksOfCase, rounds: number): number | null {
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
