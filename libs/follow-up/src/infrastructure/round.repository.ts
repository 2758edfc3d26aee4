import type { FollowUpState } from '@bancheng/contracts/http/follow-up';
import type { EntityManager } from 'typeorm';
import { RoundEntity } from './round.entity.js';

/** The open round of a case that stands in follow-up: opening it and that status are one transaction. */
export function openRound(tx: EntityManager, caseId: string): Promise<RoundEntity> {
  return tx.findOneByOrFail(RoundEntity, { caseId, state: 'open' });
}

/** Ends the case's open round at `at` (UTC). */
export async function endRound(
  tx: EntityManager,
  { caseId, round }: Pick<RoundEntity, 'caseId' | 'round'>,
  end: { state: Exclude<FollowUpState, 'open'>; endedAt: string } & Partial<Pick<RoundEntity, 'grade'>>,
): Promise<void> {
  await tx.update(RoundEntity, { caseId, round }, end);
}
