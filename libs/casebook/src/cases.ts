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

/** When the citizen took the case back, UTC; null when they did not. */
export async function withdrawnAt(tx: EntityManager, caseId: string): Promise<string | null> {
  const [act] = await tx.query<{ at: Date }[]>(
    `select at from casebook.act where case_id = $1 and kind = 'withdrawn'`,
    [caseId],
  );
  return act?.at.toISOString() ?? null;
}
