import type { CaseSnapshot } from '@bancheng/contracts';
import { DEFAULT_HALL_POLICY } from '@bancheng/domain';
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
  const [rows] = await tx.query<[(ComplaintRow & { rework_rounds: number | null })[], number]>(
    `update casebook.complaint c set engine_seq = c.seq, engine_run_id = $2 where c.id = $1 returning ${COMPLAINT_COLUMNS},
       (select (p.policy->>'reworkRounds')::int from casebook.policy p
        where p.jurisdiction = c.jurisdiction and p.version = c.policy_version) as rework_rounds`,
    [caseId, runId],
  );
  const [row] = rows;
  if (row === undefined) throw complaintNotFound();
  const complaint = toComplaint(row);
  const facts = factsOf(complaint, { reworkRounds: row.rework_rounds ?? DEFAULT_HALL_POLICY.reworkRounds });
  return { seq: complaint.seq, status: complaint.status, facts, clocks: complaint.clocks };
}
