import type { CaseClock } from './case-clock.js';

/** How many reworks (重办) a 不满意 opens by itself; after them a leader decides (三(五)). */
export const REWORK_ROUNDS = 2;

/** What a leader may decide of a case that is 不满意 after its reworks, or that was declined. */
export const DISSATISFACTION_RULINGS = ['close', 'rework'] as const;
export type DissatisfactionRuling = (typeof DISSATISFACTION_RULINGS)[number];

type ClocksOfCase = readonly Pick<CaseClock, 'kind'>[];

/** Whether the case was ever accepted, or answered, which accepts it: what was declined cannot be reworked. */
export function wasTakenUp(clocks: ClocksOfCase): boolean {
  return clocks.some(({ kind }) => kind === 'case');
}

/**
 * Which round of handling, and of the 回访 after it, the case is in: 1 until its first rework. Acceptance and each rework start
 * a case clock, so there are as many as rounds; a declined case has none.
 */
export function handlingRound(clocks: ClocksOfCase): number {
  return Math.max(1, clocks.filter(({ kind }) => kind === 'case').length);
}

/** The number of the rework that a 不满意 opens by itself after the present round, 1 for the first; null: a leader decides. */
export function reworkDue(clocks: ClocksOfCase): number | null {
  const round = handlingRound(clocks);
  return wasTakenUp(clocks) && round <= REWORK_ROUNDS ? round : null;
}
