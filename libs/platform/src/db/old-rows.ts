import type { DataSource } from 'typeorm';

/** Rows a statement: nobody waits behind a short one. */
const BATCH_ROWS = 1_000;
/** What one call leaves, the next one takes. */
const MOST_BATCHES = 200;

/** Rows of a table that have had their time; the names come from code, never from outside. */
export interface OldRows {
  readonly table: string;
  /** A `timestamptz` column: when the row was written. */
  readonly column: string;
  /** An instant (ISO 8601): rows written before it go. */
  readonly before: string;
}

/**
 * Forgets old rows in short transactions, up to 200,000 a call.
 * @returns how many went
 */
export async function forgetRows(dataSource: DataSource, { table, column, before }: OldRows): Promise<number> {
  let gone = 0;
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    const [, rows]: [unknown, number] = await dataSource.query(
      `delete from ${table} where ctid = any(array(select ctid from ${table} where ${column} < $1 limit ${BATCH_ROWS}))`,
      [before],
    );
    gone += rows;
    if (rows < BATCH_ROWS) break;
  }
  return gone;
}
