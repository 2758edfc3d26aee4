import { clockIsOpen } from '@bancheng/casebook';
import type { EntityManager } from 'typeorm';
import { ExtensionEntity } from './extension.entity.js';

/** A page of requests, in the order of asking. */
export interface ExtensionsAfter {
  after: Pick<ExtensionEntity, 'askedAt' | 'id'>;
  limit: number;
}

/** Undecided requests; those whose deadline was met or ended meanwhile are moot. */
export function pendingExtensions(
  tx: EntityManager,
  jurisdiction: string,
  page: ExtensionsAfter,
): Promise<ExtensionEntity[]> {
  return inOrder(tx, page)
    .andWhere('e.jurisdiction = :jurisdiction and e.decided_at is null and e.withdrawn_at is null', { jurisdiction })
    .andWhere(clockIsOpen('e.case_id', 'e.clock_id'))
    .getMany();
}

/** All requests of a case, or with a department those for its own deadlines. */
export function extensionsOfCase(
  tx: EntityManager,
  { caseId, jurisdiction, department }: { caseId: string; jurisdiction: string; department: string | null },
  page: ExtensionsAfter,
): Promise<ExtensionEntity[]> {
  return inOrder(tx, page)
    .andWhere('e.case_id = :caseId and e.jurisdiction = :jurisdiction', { caseId, jurisdiction })
    .andWhere('(cast(:department as text) is null or e.department = :department)', { department })
    .getMany();
}

function inOrder(tx: EntityManager, { after, limit }: ExtensionsAfter) {
  return tx
    .createQueryBuilder(ExtensionEntity, 'e')
    .where('(e.asked_at, e.id) > (cast(:askedAt as timestamptz), cast(:id as uuid))', after)
    .orderBy('e.askedAt')
    .addOrderBy('e.id')
    .limit(limit);
}
