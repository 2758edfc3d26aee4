import { apiSource, readCases, type ActSource } from '@bancheng/casebook';
import { clockOf, partOf, type CaseClock, type ClockKind } from '@bancheng/domain';
import type { Actor, Role } from '@bancheng/platform';
import type { EntityManager } from 'typeorm';
import { ExtensionEntity } from '../infrastructure/extension.entity.js';
import type { InboxSlip } from '../infrastructure/inbox.js';
import { deadlineNotFound, extensionDecided, extensionNotFound, extensionWithdrawn } from '../routing.problems.js';
import { departmentSource } from './department-source.js';

/** The 管理办公室: the 办理专员, or a leader in their place. */
const OFFICE_ROLES = ['clerk', 'leader'] as const satisfies readonly Role[];
export const ASKING_ROLES = [...OFFICE_ROLES, 'department', 'department-system'] as const satisfies readonly Role[];

/**
 * The clock of a case that the actor may ask 延期 for: a department its slips' and commitments', the office the case's own, an
 * agency's and commitments'. Read without the case's lock: a commitment may go to a successor meanwhile, so what is done asks again
 * (`refuseOthers`).
 * @throws Problem 404
 */
export async function askableClock(
  tx: EntityManager,
  { caseId, clockId }: Pick<ExtensionEntity, 'caseId' | 'clockId'>,
  actor: Actor,
): Promise<CaseClock> {
  const complaint = (await readCases(tx, [caseId])).get(caseId);
  const clock = complaint?.jurisdiction === actor.jurisdiction ? clockOf(complaint, { clockId }) : undefined;
  if (clock === undefined) throw deadlineNotFound();
  refuseOthers(clock, actor);
  return clock;
}

/** @throws Problem 404 where the clock, as it is under the case's lock, is not the actor's to ask for */
export function refuseOthers(clock: CaseClock, actor: Actor): void {
  if (!mayAsk(clock, actor)) throw deadlineNotFound();
}

const DEPARTMENT_ASKS: readonly ClockKind[] = ['dispatch', 'commitment'];
const OFFICE_ASKS: readonly ClockKind[] = ['case', 'commitment', 'transfer'];

function mayAsk(clock: CaseClock, actor: Actor): boolean {
  const office = OFFICE_ROLES.some((role) => actor.roles.includes(role));
  return (DEPARTMENT_ASKS.includes(clock.kind) && isOwn(clock, actor)) || (OFFICE_ASKS.includes(clock.kind) && office);
}

function isOwn({ department }: CaseClock, actor: Actor): boolean {
  return department !== null && department === actor.department;
}

/** An act of whoever may ask for the clock's 延期. */
export function askingSource(actor: Actor, clock: CaseClock): ActSource {
  return isOwn(clock, actor) ? departmentSource(actor) : apiSource(actor, OFFICE_ROLES);
}

/** What the acts of 延期 say of the clock that they are about. */
export function aboutClock(clock: CaseClock) {
  const { clockId, kind, department } = clock;
  return { clockId, dispatchId: kind === 'dispatch' ? partOf(clock) : null, department };
}

/** The slips whose clocks are among these. */
export function slipsOf(clocks: readonly CaseClock[], jurisdiction: string): InboxSlip[] {
  const ofSlips = clocks.filter(({ kind }) => kind === 'dispatch');
  return ofSlips.map((clock) => ({ id: partOf(clock)!, jurisdiction, department: clock.department! }));
}

/** A request for 延期 of the actor's jurisdiction. @throws Problem 404 */
export async function findExtension(
  tx: EntityManager,
  id: string,
  { jurisdiction }: Pick<Actor, 'jurisdiction'>,
): Promise<ExtensionEntity> {
  const extension = await tx.findOneBy(ExtensionEntity, { id, jurisdiction });
  if (extension === null) throw extensionNotFound();
  return extension;
}

/** A request is decided or taken back once. @throws Problem 409 `extension-already-decided`, `extension-withdrawn` */
export function refuseSettled({ decidedAt, withdrawnAt }: ExtensionEntity): void {
  if (decidedAt !== null) throw extensionDecided();
  if (withdrawnAt !== null) throw extensionWithdrawn();
}
