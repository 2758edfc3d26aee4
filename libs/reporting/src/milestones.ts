import type { CaseEvent } from '@bancheng/contracts';
import type { ActKind, CaseClock } from '@bancheng/domain';
import type { DispatchRow } from './project-case.js';

/**
 * Of the present round: both dates that a complex case's five working days may mean (三(三) against 附件2), when its lead
 * department's report met the deadline and when it was solved; and 实际办结时间, when the handling ended, however.
 */
export interface Milestones {
  /** Null for a matter that is not complex, and until the report. */
  progress_at: string | null;
  /** Null also when a part, or the agency (帮办代办), has not solved it. */
  solved_at: string | null;
  /** The last final reply, also the window's, the answer on the spot or the agency's answer; null before. */
  completed_at: string | null;
}

/** @param caseClock of the present round; undefined before acceptance */
export function milestonesOf(
  ordered: readonly CaseEvent[],
  caseClock: CaseClock | undefined,
  { complex, dispatches }: { complex: boolean; dispatches: readonly DispatchRow[] },
): Milestones {
  if (caseClock === undefined) return { progress_at: null, solved_at: null, completed_at: null };
  const { clockId, startedAt } = caseClock;
  const round = ordered.filter(({ at }) => at >= startedAt);
  const report = round.find(
    ({ kind, clocks }) =>
      REPORTS.includes(kind) && clocks.some((clock) => clock.clockId === clockId && clock.endedAt !== null),
  );
  const present = dispatches.filter(({ sent_at }) => sent_at >= startedAt);
  const completion = round.findLast(completes);
  return {
    progress_at: complex ? (report?.at ?? null) : null,
    solved_at: completion !== undefined && isSolved(completion, present) ? completion.at : null,
    completed_at: completion?.at ?? null,
  };
}

/** By whom a complex case's date is met: its lead department, or the window where the office leads. */
const REPORTS: readonly ActKind[] = ['replied', 'progressReported', 'repliedByWindow'];
/** The last part may also end by its slip's recall. */
const REPLIES: readonly ActKind[] = ['replied', 'repliedByWindow', 'recalled', 'transferAnswered'];

function completes({ kind, status }: CaseEvent): boolean {
  if (kind === 'answeredOnTheSpot') return true;
  return status === 'replied' && REPLIES.includes(kind);
}

/** Once all parts are answered, a slip without a reply must have been recalled or sent elsewhere. */
function isSolved(completion: CaseEvent, dispatches: readonly DispatchRow[]): boolean {
  if (completion.kind === 'answeredOnTheSpot') return true;
  if (completion.kind === 'transferAnswered') return completion.detail.outcome === 'solved';
  if (completion.kind === 'repliedByWindow' && completion.detail.outcome !== 'solved') return false;
  const parts = dispatches.filter(({ outcome }) => outcome !== null);
  return parts.every(({ final, outcome }) => !final || outcome === 'solved');
}
