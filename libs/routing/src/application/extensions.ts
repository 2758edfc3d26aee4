import type { Actor } from '@bancheng/platform';
import type { EntityManager } from 'typeorm';
import { ExtensionEntity } from '../infrastructure/extension.entity.js';
import { extensionDecided, extensionNotFound, extensionWithdrawn } from '../routing.problems.js';

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
