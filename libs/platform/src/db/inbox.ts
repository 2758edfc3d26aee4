import type { EntityManager } from 'typeorm';

/**
 * Marks an event as taken by a consumer, in the same transaction as its effect. The table
 * `<schema>.inbox (consumer text, event_id text, taken_at timestamptz, primary key (consumer, event_id))` belongs to that
 * schema's migrations.
 * @returns false when it was taken before: the caller then does nothing
 */
export async function consumeOnce(tx: EntityManager, schema: string, consumer: string, eventId: string) {
  const table = `${tx.connection.driver.escape(schema)}.inbox`;
  const rows: unknown[] = await tx.query(
    `insert into ${table} (consumer, event_id) values ($1, $2) on conflict do nothing returning true`,
    [consumer, eventId],
  );
  return rows.length === 1;
}
