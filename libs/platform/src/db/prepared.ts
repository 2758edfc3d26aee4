import type { ClientBase } from 'pg';
import type { EntityManager } from 'typeorm';

/** A reading statement: its name, should it be prepared, its text and its values, to its rows. */
export type Read = <R extends object>(name: string, text: string, values: readonly unknown[]) => Promise<R[]>;

/** The connection under a transaction, for `prepared`. */
export async function clientOf(tx: EntityManager): Promise<ClientBase> {
  if (!tx.queryRunner) throw new Error('clientOf() belongs inside a transaction');
  return (await tx.queryRunner.connect()) as ClientBase;
}

/**
 * Runs a reading statement that may fail without failing the transaction. It goes out in one piece with its savepoint, so
 * that no statement sent beside it is undone with it, and shares their round trip.
 * @returns the statement's rows
 */
export async function readAside<R extends object>(
  client: ClientBase,
  name: string,
  text: string,
  values: readonly unknown[],
): Promise<R[]> {
  const [, read] = await Promise.allSettled([
    client.query('savepoint read_aside'),
    prepared<R>(client, name, text, values),
    client.query('rollback to savepoint read_aside'),
  ]);
  if (read.status === 'rejected') throw read.reason;
  return read.value;
}

/**
 * Runs one of the few statements that every command runs, prepared: each connection parses and plans it once, by its
 * `name` (one text a name), where TypeORM's own `query` has PostgreSQL do so every time. Several called without waiting
 * go out together, in the order of the calls.
 * @returns the statement's rows
 */
export async function prepared<R extends object>(
  client: ClientBase,
  name: string,
  text: string,
  values: readonly unknown[],
): Promise<R[]> {
  const { rows } = await client.query<R>({ name, text, values: [...values] });
  return rows;
}
