import type { EntityManager } from 'typeorm';
import { RefusedSignalEntity } from './refused-signal.entity.js';

export type RefusedSignalPosition = Pick<RefusedSignalEntity, 'at' | 'caseId' | 'effectKey'>;

/** A jurisdiction's refused signals, the latest first, from the one after `after` on. */
export function refusedSignals(
  tx: EntityManager,
  jurisdiction: string,
  after: RefusedSignalPosition | null,
  limit: number,
): Promise<RefusedSignalEntity[]> {
  const query = tx
    .createQueryBuilder(RefusedSignalEntity, 's')
    .where('s.jurisdiction = :jurisdiction', { jurisdiction })
    .orderBy('s.at', 'DESC')
    .addOrderBy('s.caseId', 'DESC')
    .addOrderBy('s.effectKey', 'DESC')
    .limit(limit);
  const earlier = '(s.at, s.case_id, s.effect_key) < (cast(:at as timestamptz), cast(:caseId as uuid), :effectKey)';
  return (after === null ? query : query.andWhere(earlier, after)).getMany();
}
