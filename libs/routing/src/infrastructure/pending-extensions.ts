import type { EntityManager } from 'typeorm';
import { DispatchEntity } from './dispatch.entity.js';
import { ExtensionEntity } from './extension.entity.js';

/** Undecided requests after this one, in the order of asking; those whose department has answered meanwhile are moot. */
export function pendingExtensions(
  tx: EntityManager,
  jurisdiction: string,
  after: Pick<ExtensionEntity, 'askedAt' | 'id'>,
  limit: number,
): Promise<ExtensionEntity[]> {
  return tx
    .createQueryBuilder(ExtensionEntity, 'e')
    .innerJoin(DispatchEntity, 'd', 'd.id = e.dispatch_id and d.ended_at is null')
    .where('e.jurisdiction = :jurisdiction and e.decided_at is null and e.withdrawn_at is null', { jurisdiction })
    .andWhere('(e.asked_at, e.id) > (cast(:askedAt as timestamptz), cast(:id as uuid))', after)
    .orderBy('e.askedAt')
    .addOrderBy('e.id')
    .limit(limit)
    .getMany();
}
