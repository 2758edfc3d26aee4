import type { EntityManager } from 'typeorm';
import type { Complaint, ComplaintRow } from '../complaint.js';

/** A case as one line beside another one. */
export type RelatedComplaint = Pick<Complaint, 'id' | 'number' | 'status' | 'registeredAt'>;

type RelatedRow = Pick<ComplaintRow, 'id' | 'number' | 'status' | 'registeredAt'>;

const RELATED = 'c.id, c.number, c.status, c.registered_at as "registeredAt" from casebook.complaint c';

/** The cases merged under this one, and those it was flagged as a repetition of, each in the order of registration. */
export async function readRelations(
  tx: EntityManager,
  caseId: string,
): Promise<{ merged: RelatedComplaint[]; repeatOf: RelatedComplaint[] }> {
  const rows = await tx.query<(RelatedRow & { merged: boolean })[]>(
    `select true as merged, ${RELATED} where c.merged_into = $1
     union all
     select false, ${RELATED} where c.id in (
       select (a.detail->>'earlier')::uuid from casebook.act a where a.case_id = $1 and a.kind = 'repeatFlagged')
     order by "registeredAt", id`,
    [caseId],
  );
  const those = (merged: boolean) =>
    rows
      .filter((row) => row.merged === merged)
      .map(({ registeredAt, merged: _, ...row }) => ({ ...row, registeredAt: registeredAt.toISOString() }));
  return { merged: those(true), repeatOf: those(false) };
}

/** Whether a case was flagged as a repetition of that earlier one. */
export async function isFlagged(tx: EntityManager, caseId: string, earlier: string): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    "select from casebook.act where case_id = $1 and kind = 'repeatFlagged' and detail->>'earlier' = $2",
    [caseId, earlier],
  );
  return rows.length > 0;
}

/** Whether cases are merged under this one now. */
export async function hasMerged(tx: EntityManager, caseId: string): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    "select from casebook.complaint where merged_into = $1 and status = 'merged' limit 1",
    [caseId],
  );
  return rows.length > 0;
}
