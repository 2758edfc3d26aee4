import type { CaseSnapshot } from '@bancheng/contracts';
import type { EntityManager } from 'typeorm';
import { complaintNotFound } from './casebook.js';
import { COMPLAINT_COLUMNS, factsOf, toComplaint, type Complaint, type ComplaintRow } from './complaint.js';

/**
 * The case's row for reading only, without a lock.
 * @throws Problem 404 `complaint-not-found` (also for another jurisdiction's)
 */
export async function readComplaint(tx: EntityManager, caseId: string, jurisdiction: string): Promise<Complaint> {
  const [row] = await tx.query<ComplaintRow[]>(
    `select ${COMPLAINT_COLUMNS} from casebook.complaint c where c.id = $1 and c.jurisdiction = $2`,
    [caseId, jurisdiction],
  );
  if (row === undefined) throw complaintNotFound();
  return toComplaint(row);
}

/**
 * The whole case for a run that has nothing, or not everything. The row notes which run has asked: from here on that
 * run is the one the sweeper expects to find, and it knows all that is recorded now.
 */
export async function loadCase(tx: EntityManager, caseId: string, runId: string): Promise<CaseSnapshot> {
  const [rows] = await tx.query<[ComplaintRow[], number]>(
    `update casebook.complaint c set engine_seq = c.seq, engine_run_id = $2 where c.id = $1 returning ${COMPLAINT_COLUMNS}`,
    [caseId, runId],
  );
  const [row] = rows;
  if (row === undefined) throw complaintNotFound();
  const complaint = toComplaint(row);
  return { seq: complaint.seq, status: complaint.status, facts: factsOf(complaint), clocks: complaint.clocks };
}
