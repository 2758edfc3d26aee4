import { casesInvolving, oneNotInvolved } from '@bancheng/casebook';
import { forbidden, type Actor } from '@bancheng/platform';
import type { EntityManager } from 'typeorm';
import type { RoundEntity } from './round.entity.js';

/** Who an officer is, as far as independence goes. */
export type Officer = Pick<Actor, 'subject' | 'department'>;

/**
 * Of these cases, those that the officer may follow up: 回访 is made by someone who neither tracks or tracked the case, nor
 * did anything in it, nor is accused in it, nor belongs to a department (三(五)).
 */
export async function independentOf(
  tx: EntityManager,
  caseIds: readonly string[],
  { subject, department }: Officer,
): Promise<ReadonlySet<string>> {
  if (department !== null) return new Set();
  const involved = await casesInvolving(tx, caseIds, subject);
  return new Set(caseIds.filter((caseId) => !involved.has(caseId)));
}

/** Whether one of these officers is independent of the case. */
export async function oneIsIndependent(
  tx: EntityManager,
  caseId: string,
  officers: readonly Officer[],
): Promise<boolean> {
  const subjects = officers.filter(({ department }) => department === null).map(({ subject }) => subject);
  return oneNotInvolved(tx, caseId, subjects);
}

/** @throws Problem 403 `not-independent` */
export async function requireIndependence(tx: EntityManager, caseId: string, officer: Officer): Promise<void> {
  const independent = await independentOf(tx, [caseId], officer);
  if (!independent.has(caseId)) throw forbidden('not-independent', '回访须由未经手该件、不属于承办单位的人员进行');
}

/**
 * Whether the officer may work on the open round: their own, or nobody's. One whom a leader named though nobody independent was
 * there need not be independent.
 * @throws Problem 403 `assigned-to-another`, `not-independent`
 */
export async function requireTurn(tx: EntityManager, round: RoundEntity, officer: Officer): Promise<void> {
  if (round.officer !== null && round.officer !== officer.subject) {
    throw forbidden('assigned-to-another', '该件的回访已由他人负责', '需要改派的，请领导指派。');
  }
  if (round.officerIndependent !== false) await requireIndependence(tx, round.caseId, officer);
}
