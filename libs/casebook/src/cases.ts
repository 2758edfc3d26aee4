import type { CaseClock } from '@bancheng/domain';
import type { Actor } from '@bancheng/platform';
import { mergeClocks } from './act.js';
import { asReader, seesWholeCase } from './blindness.sql.js';
import { partEndedBy } from './case-part.sql.js';
import { COMPLAINT_COLUMNS, toComplaint, type Complaint, type ComplaintRow } from './complaint.js';
import type { EntityManager } from 'typeorm';

/** The rows of these cases in the casebook, by id. */
export async function readCases(tx: EntityManager, caseIds: readonly string[]): Promise<Map<string, Complaint>> {
  const rows = await tx.query<ComplaintRow[]>(
    `select ${COMPLAINT_COLUMNS} from casebook.complaint c where c.id = any($1)`,
    [caseIds],
  );
  return new Map(rows.map((row) => [row.id, toComplaint(row)]));
}

/**
 * The same as the reader may see them: for a department whose part has ended, as the act that ended it left the case, with nothing
 * of what became of it since.
 */
export async function readCasesFor(
  tx: EntityManager,
  caseIds: readonly string[],
  actor: Actor,
): Promise<Map<string, Complaint>> {
  const cases = await readCases(tx, caseIds);
  if (seesWholeCase(actor)) return cases;
  const acts = await tx.query<SeenAct[]>(
    `select a.case_id, a.seq, a.status, a.facts->>'type' as type, a.clocks
     from casebook.complaint c cross join lateral (select ${partEndedBy('$2::jsonb')} as seen_until) part
     join casebook.act a on a.case_id = c.id and a.seq <= part.seen_until
     where c.id = any($1) order by a.seq`,
    [caseIds, asReader(actor)],
  );
  for (const caseId of new Set(acts.map((act) => act.case_id))) {
    const seen = acts.filter((act) => act.case_id === caseId);
    cases.set(caseId, asItStood(cases.get(caseId)!, seen, actor.department));
  }
  return cases;
}

interface SeenAct extends Pick<Complaint, 'seq' | 'status' | 'type' | 'clocks'> {
  case_id: string;
}

function asItStood(complaint: Complaint, acts: readonly SeenAct[], department: string | null): Complaint {
  const { seq, status, type } = acts.at(-1)!;
  const clocks = acts.reduce<CaseClock[]>((before, act) => mergeClocks(before, act.clocks), []);
  const leadDepartment = complaint.leadDepartment === department ? department : null;
  return { ...complaint, seq, status, type, clocks, leadDepartment, closedAt: null, mergedInto: null };
}

/** By which act the handling of a case ended early, and when (UTC); null when it did not. */
export async function endedEarly(
  tx: EntityManager,
  caseId: string,
): Promise<{ endedAt: string; endedAs: 'withdrawn' | 'terminated' } | null> {
  const [act] = await tx.query<{ at: Date; kind: 'withdrawn' | 'terminated' }[]>(
    `select at, kind from casebook.act where case_id = $1 and kind in ('withdrawn', 'terminated')
     order by seq desc limit 1`,
    [caseId],
  );
  return act === undefined ? null : { endedAt: act.at.toISOString(), endedAs: act.kind };
}
