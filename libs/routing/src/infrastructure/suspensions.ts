import type { SlipEnd } from '@bancheng/contracts/http/slips';
import type { SuspensionEnd } from '@bancheng/contracts/http/suspensions';
import { IsNull, type EntityManager } from 'typeorm';
import { DispatchEntity } from './dispatch.entity.js';
import { SuspensionEntity } from './suspension.entity.js';

/** The slip's suspension that is not over; null where none is. */
export function openSuspension(tx: EntityManager, dispatchId: string): Promise<SuspensionEntity | null> {
  return tx.findOneBy(SuspensionEntity, { dispatchId, endedAt: IsNull() });
}

/** How a slip ends, with what is kept about that. A slip that is sent elsewhere was returned, as its wait for papers sees it. */
type SlipEnding = { endedAt: string; endedAs: Extract<SlipEnd, SuspensionEnd> | 'rerouted' } & Partial<
  Pick<DispatchEntity, 'recallReason'>
>;

/** Ends a slip, and its suspension where one is open. */
export async function endSlip(tx: EntityManager, id: string, ended: SlipEnding): Promise<void> {
  const { endedAt, endedAs } = ended;
  await tx.update(DispatchEntity, { id }, ended);
  await endSuspension(tx, id, endedAt, endedAs === 'rerouted' ? 'returned' : endedAs);
}

/** Ends the slip's suspension, if one is open; its clock ends in the casebook, by the act itself. */
export async function endSuspension(
  tx: EntityManager,
  dispatchId: string,
  endedAt: string,
  endedAs: SuspensionEnd,
): Promise<void> {
  await tx.update(SuspensionEntity, { dispatchId, endedAt: IsNull() }, { endedAt, endedAs });
}
