import { COMPLAINT_COLUMNS, toComplaint, type Complaint, type ComplaintRow } from '@bancheng/casebook';
import type { EntityManager } from 'typeorm';

/** The rows of these cases in the casebook, by id. */
export async function readCases(tx: EntityManager, caseIds: readonly string[]): Promise<Map<string, Complaint>> {
  const rows = await tx.query<ComplaintRow[]>(
    `select ${COMPLAINT_COLUMNS} from casebook.complaint c where c.id = any($1)`,
    [caseIds],
  );
  return new Map(rows.map((row) => [row.id, toComplaint(row)]));
}
