import type { EntityManager } from 'typeorm';
import { DispatchEntity } from './dispatch.entity.js';
import { SlipReturnEntity } from './slip-return.entity.js';

/** Second returns that await a ruling, after this one, in the order of returning; a reply since then made them moot. */
export function pendingReturns(
  tx: EntityManager,
  jurisdiction: string,
  after: Pick<SlipReturnEntity, 'returnedAt' | 'dispatchId'>,
  limit: number,
): Promise<SlipReturnEntity[]> {
  return tx
    .createQueryBuilder(SlipReturnEntity, 'r')
    .innerJoin(DispatchEntity, 'd', 'd.id = r.dispatch_id and d.ended_at is null and d.outcome is null')
    .where('r.jurisdiction = :jurisdiction and r.to_leader and r.ruled_at is null', { jurisdiction })
    .andWhere('(r.returned_at, r.dispatch_id) > (cast(:returnedAt as timestamptz), cast(:dispatchId as uuid))', after)
    .orderBy('r.returnedAt')
    .addOrderBy('r.dispatchId')
    .limit(limit)
    .getMany();
}
