import { decodeCursor, pageOf, type Page, type PageQuery } from '@bancheng/platform';
import {
  MoreThan,
  type DataSource,
  type EntityManager,
  type EntityTarget,
  type FindOptionsOrder,
  type FindOptionsWhere,
  type ObjectLiteral,
  type QueryDeepPartialEntity,
} from 'typeorm';
import type { z } from 'zod';
import { staleVersion } from './directory.problems.js';

/** One of the admin's lists: its entries, and the key by which they are ordered within a jurisdiction. */
export interface EntryList<E> {
  readonly entity: EntityTarget<E>;
  readonly key: keyof E;
  /** What a key looks like: it stands in the cursor. */
  readonly keySchema: z.ZodType<string>;
  /** Which of them to list, when not all. */
  readonly only?: FindOptionsWhere<E>;
}

/** @throws Problem 400 `cursor-malformed` */
export async function entryPage<E extends ObjectLiteral, T>(
  db: DataSource,
  { entity, key, keySchema, only }: EntryList<E>,
  jurisdiction: string,
  { cursor, limit }: PageQuery,
  toItem: (row: E) => T,
): Promise<Page<T>> {
  const after = decodeCursor(cursor, keySchema);
  const where: FindOptionsWhere<ObjectLiteral> = {
    ...only,
    jurisdiction,
    ...(after !== null && { [key]: MoreThan(after) }),
  };
  const rows = await db.manager.find(entity, {
    where: where as FindOptionsWhere<E>,
    order: { [key]: 'asc' } as FindOptionsOrder<E>,
    take: limit + 1,
  });
  return pageOf(rows, limit, toItem, (row) => row[key]);
}

/** False where an entry of this key is there already; it stays as it is. */
export async function insertNew<E extends ObjectLiteral>(
  tx: EntityManager,
  entity: EntityTarget<E>,
  row: QueryDeepPartialEntity<E>,
): Promise<boolean> {
  const insert = tx.createQueryBuilder().insert().into(entity).values(row).orIgnore();
  const { raw } = await insert.returning('version').execute();
  return (raw as unknown[]).length === 1;
}

/** Changes the entry of this key and version. @throws Problem 412 `stale-version` for another version, or none */
export async function changeSeen<E extends ObjectLiteral>(
  tx: EntityManager,
  entity: EntityTarget<E>,
  seen: FindOptionsWhere<E>,
  change: QueryDeepPartialEntity<E>,
): Promise<void> {
  const { affected } = await tx.update(entity, seen, change);
  if (affected !== 1) throw staleVersion();
}

/** Removes the entry of this key and version. @throws Problem 412 `stale-version` for another version, or none */
export async function removeSeen<E extends ObjectLiteral>(
  tx: EntityManager,
  entity: EntityTarget<E>,
  seen: FindOptionsWhere<E>,
): Promise<void> {
  const { affected } = await tx.delete(entity, seen);
  if (affected !== 1) throw staleVersion();
}
