import type { CaseEvent } from '@bancheng/contracts';
import type { CaseClock } from '@bancheng/domain';
import type { DispatchRow } from './project-case.js';

/**
 * Both dates that a complex case's five working days may mean (三(三) against 附件2), of the present round: when its lead
 * department's report met the deadline, and when the last part was answered with all of them solved.
 */
export interface Milestones {
  /** Null for a matter that is not complex, and until the report. */
  progress_at: string | null;
  /** Null also when a part, or the agency (帮办代办), has not solved it. */
  solved_at: string | null;
}

/** @param caseClock of the present round; undefined before acceptance */
export function milestonesOf(
  ordered: readonly CaseEvent[],
  caseClock: CaseClock | undefined,
  { complex, dispatches }: { complex: boolean; dispatches: readonly DispatchRow[] },
): Milestones {
  if (caseClock === undefined) return { progress_at: null, solved_at: null };
  const { clockId, startedAt } = caseClock;
  const round = ordered.filter(({ at }) => at >= startedAt);
  const report = round.find(
    ({ kind, clocks }) =>
      kind === 'replied' && clocks.some((clock) => clock.clockId === clockId && clock.endedAt !== null),
  );
  const present = dispatches.filter(({ sent_at }) => sent_at >= startedAt);
  return { progress_at: complex ? (report?.at ?? null) : null, solved_at: solvedAt(round, present) };
}

/** Once all parts are answered, a slip without a reply must have been recalled or sent elsewhere. */
function solvedAt(round: readonly CaseEvent[], dispatches: readonly DispatchRow[]): string | null {
  const answered = round.findLast(
    ({ kind, status }) =>
      status === 'replied' && (kind === 'replied' || kind === 'recalled' || kind === 'transferAnswered'),
  );
  if (answered === undefined) return null;
  if (answered.kind === 'transferAnswered') return answered.detail.outcome === 'solved' ? answered.at : null;
  const parts = dispatches.filter(({ outcome }) => outcome !== null);
  return parts.every(({ final, outcome }) => !final || outcome === 'solved') ? answered.at : null;
}
