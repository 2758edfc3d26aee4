import { requireCatalogueCode } from '@bancheng/directory';
import type { EntityManager } from 'typeorm';

/**
 * A service item named by its code must be one of the hall's.
 * @param pointer of the field in the request's body
 * @throws Problem 422 as `requireCatalogueCode`
 */
export async function refuseServiceItem(
  tx: EntityManager,
  jurisdiction: string,
  { serviceItem }: { serviceItem?: string | null | undefined },
  pointer = '/serviceItem',
): Promise<void> {
  if (serviceItem === undefined || serviceItem === null) return;
  await requireCatalogueCode(tx, { jurisdiction, catalogue: 'service-items' }, serviceItem, pointer);
}
