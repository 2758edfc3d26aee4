import type { EntityManager } from 'typeorm';
import { clientOf, prepared } from './prepared.js';

/**
 * Marks events as taken by a consumer, in the same transaction as their effect. The table
 * `<schema>.inbox (consumer text, event_id text, taken_at timestamptz, primary key (consumer, event_id))` belongs to that
 * schema's migrations.
 * @returns those that were not taken before, each once: the caller does nothing for the others
 */
export async function consumeOnce(
  tx: EntityManager,
  schema: string,
  consumer: string,
  eventIds: readonly string[],
): Promise<Set<string>> {
  const table = `${tx.connection.driver.escape(schema)}.inbox`;
  const rows = await prepared<{ event_id: string }>(
    await clientOf(tx),
    `inbox-${schema}`,
    `insert into ${table} (consumer, event_id) select $1, unnest($2::text[]) on conflict do nothing returning event_id`,
    [consumer, eventIds],
  );
  return new Set(rows.map(({ event_id: id }) => id));
}
