import { currentCaseClock, endMergedClocks, type CaseClock } from '@bancheng/domain';
import type { EntityManager } from 'typeorm';
import { type Complaint } from './complaint.js';

const MERGED = "c.merged_into = $1 and c.status = 'merged'";

/**
 * Locks a case and all cases merged under it, in ascending id, as a merge does. If a merge was committed while this
 * waited for a lock, the locks are given back and all are taken again, so that the order holds for the new case too.
 * @returns the ids of the merged cases, ascending
 */
export async function lockWithMerged(tx: EntityManager, caseId: string): Promise<string[]> {
  for (;;) {
    await tx.query('savepoint with_merged');
    const locked = await idsOf(
      tx,
      `select c.id from casebook.complaint c where c.id = $1 or ${MERGED}
      order by c.id for no key update`,
      caseId,
    );
    const merged = await idsOf(tx, `select c.id from casebook.complaint c where ${MERGED} order by c.id`, caseId);
    if (merged.every((id) => locked.includes(id))) return merged;
    await tx.query('rollback to savepoint with_merged');
  }
}

async function idsOf(tx: EntityManager, sql: string, caseId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(sql, [caseId]);
  return rows.map(({ id }) => id);
}

/** What still runs of a case that ends merged under `first`, ended; see `endMergedClocks`. */
export async function clocksEndedWith(
  tx: EntityManager,
  { id, clocks }: Complaint,
  first: Complaint,
  at: string,
): Promise<CaseClock[]> {
  const [row] = await tx.query<{ at: Date }[]>(
    "select max(a.at) as at from casebook.act a where a.case_id = $1 and a.kind = 'merged'",
    [id],
  );
  return endMergedClocks(clocks, row!.at.toISOString(), currentCaseClock(first)?.endedAt ?? at);
}
