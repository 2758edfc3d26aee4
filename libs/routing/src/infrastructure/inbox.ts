import type { EntityManager } from 'typeorm';
import type { DispatchEntity } from './dispatch.entity.js';

const TAKE_POSITION = `
with counted as (
  insert into routing.inbox_counter as n (jurisdiction, department, last) values ($1, $2, 1)
  on conflict (jurisdiction, department) do update set last = n.last + 1
  returning last
)
update routing.dispatch d set position = counted.last from counted where d.id = $3`;

/** A slip as its inbox needs it. */
export type InboxSlip = Pick<DispatchEntity, 'id' | 'jurisdiction' | 'department'>;

/**
 * Puts changed slips at the end of their departments' inboxes. A department's counter stays locked until the commit, so its
 * positions appear in their own order: a reader that has seen position 7 will never be given a 6 that was committed late.
 * (Ordering by transaction ids would also do, but holds every inbox back behind any long transaction of the whole server
 * and does not survive a dump and restore.) Call it last in the transaction, so that the lock is short; departments are
 * taken in ascending order, so that two dispatches cannot wait for each other.
 */
export async function moveToEndOfInbox(tx: EntityManager, slips: readonly InboxSlip[]): Promise<void> {
  const ordered = [...slips].sort((a, b) => (a.department < b.department ? -1 : 1));
  for (const { id, jurisdiction, department } of ordered) await tx.query(TAKE_POSITION, [jurisdiction, department, id]);
}
