import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { alreadyExists } from './directory.problems.js';
import { changeSeen, insertNew } from './entries.js';

/** Which entry of which jurisdiction's directory, and the version the caller saw; null to create it. */
export interface EntryKey {
  jurisdiction: string;
  code: string;
  version: number | null;
}

interface Entry extends ObjectLiteral {
  jurisdiction: string;
  code: string;
  version: number;
}

/**
 * The admin creates, renames, stops or restarts an entry of a directory. Creating an entry that exists with the very same
 * content changes nothing and gets the same answer.
 * @throws Problem 428 when a different one exists and no version is given; 412 for another version or none
 */
export async function putEntry<E extends Entry>(
  tx: EntityManager,
  entity: EntityTarget<E>,
  { jurisdiction, code, version }: EntryKey,
  content: Omit<E, keyof Entry>,
): Promise<{ entry: E; created: boolean }> {
  const key = { jurisdiction, code };
  const row = { ...key, ...content, version: (version ?? 0) + 1 } as unknown as E;
  if (version !== null) {
    await changeSeen(tx, entity, { ...key, version } as never, row as never);
    return { entry: row, created: false };
  }
  if (await insertNew(tx, entity, row as never)) return { entry: row, created: true };
  const there = await tx.findOneByOrFail(entity, key as never);
  const same = Object.entries(content).every(([field, value]) => there[field] === value);
  if (!same) throw alreadyExists();
  return { entry: there, created: false };
}
