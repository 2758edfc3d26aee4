import type { ClientBase } from 'pg';
import type { EntityManager } from 'typeorm';

/** The connection under a transaction, for `prepared`. */
export async function clientOf(tx: EntityManager): Promise<ClientBase> {
  if (!tx.queryRunner) throw new Error('clientOf() belongs inside a transaction');
  return (await tx.queryRunner.connect()) as ClientBase;
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
