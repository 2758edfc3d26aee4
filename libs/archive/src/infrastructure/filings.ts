import type { EntityManager } from 'typeorm';
import { CaseFileEntity } from './case-file.entity.js';

/** The case's file as it was filed last; null before it ever was. */
export function lastFiling(tx: EntityManager, caseId: string): Promise<CaseFileEntity | null> {
  return tx.findOne(CaseFileEntity, { where: { caseId }, order: { filing: 'desc' } });
}
