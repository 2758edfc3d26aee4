import type { SuspensionEnd } from '@bancheng/contracts/http/suspensions';
import { IsNull, type EntityManager } from 'typeorm';
import { SuspensionEntity } from './suspension.entity.js';

/** The slip's suspension that is not over; null where none is. */
export function openSuspension(tx: EntityManager, dispatchId: string): Promise<SuspensionEntity | null> {
  return tx.findOneBy(SuspensionEntity, { dispatchId, endedAt: IsNull() });
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
