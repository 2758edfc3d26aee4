import type { CaseEvent, Rater } from '@bancheng/contracts';
import type { Grade } from '@bancheng/domain';
import type { VerdictExclusion } from '@bancheng/contracts/http/rates';
import type { DispatchRow } from './project-case.js';

/**
 * One word of the citizen about a round of handling, as `reporting.verdict` keeps it; or the end of that round's follow-up
 * without one, and why. Each stands for good: a later word is a row of its own.
 */
export interface VerdictRow {
  case_id: string;
  /** The act that told it. */
  seq: number;
  jurisdiction: string;
  /** Of follow-up: 1, and one more for each rework or reopening. */
  round: number;
  at: string;
  /** The departments that handled the round; none where the window did. */
  departments: string[];
  by: Rater | null;
  grade: Grade | null;
  /** 是否联系: whether the department got in touch; null where it was not said. */
  responded: boolean | null;
  /** 是否解决; null where it was not said. */
  solved: boolean | null;
  excluded: VerdictExclusion | null;
}

type Said = Pick<VerdictRow, 'by' | 'grade' | 'responded' | 'solved' | 'excluded'>;

const NOTHING: Said = { by: null, grade: null, responded: null, solved: null, excluded: null };

/** @param ordered all events of one case, in their order */
export function verdictsOf(ordered: readonly CaseEvent[], dispatches: readonly DispatchRow[]): VerdictRow[] {
  return ordered.flatMap((event) => {
    const said = saidIn(event);
    if (said === null) return [];
    const { caseId: case_id, seq, jurisdiction, at } = event;
    const opened = ordered.filter(({ kind, seq: of }) => kind === 'followUpOpened' && of <= seq);
    const [before, opening] = [opened.at(-2), opened.at(-1)];
    const departments = dispatches
      .filter(({ sent_at }) => sent_at > (before?.at ?? '') && sent_at <= (opening?.at ?? at))
      .filter((slip) => isHandled(slip, ordered))
      .map(({ department }) => department);
    const atWindow = ordered
      .filter(({ seq: of }) => of > (before?.seq ?? 0) && of <= (opening?.seq ?? seq))
      .flatMap((act) => (act.kind === 'repliedByWindow' ? (act.detail.department ?? []) : []));
    return {
      case_id,
      seq,
      jurisdiction,
      round: opened.length,
      at,
      departments: [...new Set([...departments, ...atWindow])],
      ...said,
    };
  });
}

/** A slip that was given back, taken back or sent elsewhere was not handled; one that ended as the matter was withdrawn is. */
function isHandled({ ended_at, outcome }: DispatchRow, ordered: readonly CaseEvent[]): boolean {
  if (ended_at === null || outcome !== null) return true;
  return ordered.some(({ kind, at }) => kind === 'withdrawn' && at === ended_at);
}

function saidIn(event: CaseEvent): Said | null {
  if (event.kind === 'graded' || event.kind === 'rated') {
    const { grade, responded = null, solved = null } = event.detail;
    const by = event.kind === 'rated' ? 'citizen' : (event.detail.by ?? 'officer');
    return { ...NOTHING, by, grade, responded, solved };
  }
  const excluded = endWithout(event);
  return excluded === null ? null : { ...NOTHING, excluded };
}

function endWithout(event: CaseEvent): VerdictExclusion | null {
  if (event.kind === 'followUpOpened') return event.detail.excluded;
  if (event.kind !== 'contactTried') return null;
  return event.detail.unreachable ? 'unreachable' : (event.detail.excluded ?? null);
}
