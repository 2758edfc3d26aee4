import type { LeaderCaseQueue } from '@bancheng/contracts/http/leader';
import { ACTS, type CaseStatus } from '@bancheng/domain';
import type { EntityManager } from 'typeorm';
import { CLOCK_SQL } from '../clock-sql.js';
import { COMPLAINT_COLUMNS, toComplaint, type Complaint, type ComplaintRow } from '../complaint.js';

const QUEUES: Record<LeaderCaseQueue, { statuses: readonly CaseStatus[]; pastDue: boolean }> = {
  overdue: { statuses: ACTS.redWarned.from, pastDue: true },
  dissatisfied: { statuses: ['dissatisfied'], pastDue: false },
  'acceptance-overdue': { statuses: ACTS.acceptanceOverdueTold.from, pastDue: true },
};

/** Where a page begins: after this case, in the order of registration. */
export interface CasePosition {
  registeredAt: string;
  id: string;
}

/**
 * A leader's queue at `now`, in the order of registration, `limit` cases of it after `after`. What is past due is found by the
 * instants, whether or not a timer has marked it.
 */
export async function leaderCases(
  tx: EntityManager,
  queue: LeaderCaseQueue,
  { jurisdiction, after, now, limit }: { jurisdiction: string; after: CasePosition; now: string; limit: number },
): Promise<Complaint[]> {
  const { statuses, pastDue } = QUEUES[queue];
  const rows = await tx.query<ComplaintRow[]>(
    `select ${COMPLAINT_COLUMNS} from casebook.complaint c
     where c.jurisdiction = $1 and c.status = any($2) and (c.registered_at, c.id) > ($3::timestamptz, $4::uuid)
       and (not $5::boolean or exists (
         select from jsonb_array_elements(c.clocks) k
         where ${CLOCK_SQL.isDeadline('k')} and ${CLOCK_SQL.isMissed('k', '$6::timestamptz')}))
     order by c.registered_at, c.id limit $7`,
    [jurisdiction, statuses, after.registeredAt, after.id, pastDue, now, limit],
  );
  return rows.map(toComplaint);
}
