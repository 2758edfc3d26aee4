import { endClock, type CaseClock } from './clocks/case-clock.js';
import { parseComplaintNumber } from './numbering.js';
import { ACTS } from './acts/index.js';
import type { CaseStatus } from './statuses.js';

/** Whether other cases may be merged under one that stands there: not once it is over, taken back or merged itself. */
export function takesMerged(status: CaseStatus): boolean {
  const over: readonly CaseStatus[] = ['merged', 'withdrawn', 'closed', 'archived'];
  return !over.includes(status);
}

/** Whether `one` was numbered before `other`, both of one jurisdiction. */
export function numberedBefore(one: string, other: string): boolean {
  const [a, b] = [parseComplaintNumber(one), parseComplaintNumber(other)];
  if (a === null || b === null) throw new Error('not a complaint number');
  return a.year === b.year ? a.sequence < b.sequence : a.year < b.year;
}

/** Where a case goes back to when its merge is undone: to where the merge found it. */
export function statusBeforeMerge(acceptedAt: string | null): (typeof ACTS.unmerged.to)[number] {
  return acceptedAt === null ? 'registered' : 'accepted';
}

/**
 * The clocks of a merged case that still run, ended with its first case. The merge itself decided on 受理, so that clock ends
 * with it; the others end with the handling of the first case, but not before the merge.
 * @param mergedAt when the case was merged, UTC like the others
 * @param settledAt when the handling of the first case ended
 */
export function endMergedClocks(clocks: readonly CaseClock[], mergedAt: string, settledAt: string): CaseClock[] {
  const handledAt = settledAt > mergedAt ? settledAt : mergedAt;
  return clocks
    .filter((clock) => clock.endedAt === null)
    .map((clock) => endClock(clock, clock.kind === 'acceptance' ? mergedAt : handledAt));
}
