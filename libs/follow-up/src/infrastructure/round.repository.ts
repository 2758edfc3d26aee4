import type { FollowUpState } from '@bancheng/contracts/http/follow-up';
import type { EntityManager } from 'typeorm';
import { RoundEntity } from './round.entity.js';

type RoundKey = Pick<RoundEntity, 'caseId' | 'round'>;
/** How a round ends: for a grade also what was said, to whom. */
export type RoundEnd = { state: Exclude<FollowUpState, 'open'>; endedAt: string } & Partial<
  Pick<RoundEntity, 'excluded' | 'grade' | 'gradedBy' | 'explanationUnderstood' | 'officer' | 'officerIndependent'>
>;

/** The open round of a case that stands in follow-up: opening it and that status are one transaction. */
export function openRound(tx: EntityManager, caseId: string): Promise<RoundEntity> {
  return tx.findOneByOrFail(RoundEntity, { caseId, state: 'open' });
}

/** The latest round of a case; null where it never came to one. */
export function lastRound(tx: EntityManager, caseId: string): Promise<RoundEntity | null> {
  return tx.findOne(RoundEntity, { where: { caseId }, order: { round: 'desc' } });
}

/** Ends the case's open round at `endedAt` (UTC). */
export async function endRound(tx: EntityManager, { caseId, round }: RoundKey, end: RoundEnd): Promise<void> {
  await tx.update(RoundEntity, { caseId, round }, end);
}

/** Gives the round to an officer, or to another one than before. */
export async function assignRound(
  tx: EntityManager,
  { caseId, round }: RoundKey,
  taken: { officer: string; officerIndependent: boolean },
): Promise<void> {
  await tx.update(RoundEntity, { caseId, round }, taken);
}

/** Keeps what the citizen says of the closed case. */
export async function rateRound(
  tx: EntityManager,
  { caseId, round }: RoundKey,
  rated: Pick<RoundEntity, 'rating' | 'ratedAt' | 'explanationUnderstood'>,
): Promise<void> {
  await tx.update(RoundEntity, { caseId, round }, rated);
}
