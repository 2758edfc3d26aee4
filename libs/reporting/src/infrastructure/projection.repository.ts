import type { CaseEvent } from '@bancheng/contracts';
import { clientOf, prepared } from '@bancheng/platform';
import type { EntityManager } from 'typeorm';
import type { projectCase } from '../project-case.js';

/**
 * Keeps events of one case and gives all of it, in no order. A second event with the sequence number of another one is
 * refused by the table's key: two records contradict each other, and an operator must look.
 */
export async function keepEvents(
  tx: EntityManager,
  events: readonly [CaseEvent, ...CaseEvent[]],
): Promise<CaseEvent[]> {
  const rows = events.map((event) => ({ ...event, case_id: event.caseId, data: event }));
  const earlier = await tx.query<{ data: CaseEvent }[]>(
    `with kept as (
       insert into reporting.event (case_id, seq, jurisdiction, at, data)
       select case_id, seq, jurisdiction, at, data from jsonb_populate_recordset(null::reporting.event, $2)
     )
     select data from reporting.event where case_id = $1`,
    [events[0].caseId, JSON.stringify(rows)],
  );
  return [...earlier.map(({ data }) => data), ...events];
}

/** Writes a case's rows as projected, in one statement. */
export async function saveProjection(
  tx: EntityManager,
  { ledger, dispatches }: ReturnType<typeof projectCase>,
): Promise<void> {
  const client = await clientOf(tx);
  const written = upsert('ledger', ['case_id'], ledger, '$1');
  if (dispatches[0] === undefined) {
    await prepared(client, 'reporting-ledger', written, [JSON.stringify([ledger])]);
    return;
  }
  const parts = upsert('dispatch', ['case_id', 'dispatch_id'], dispatches[0], '$2');
  await prepared(client, 'reporting-ledger-and-dispatches', `with ledger_written as (${written}) ${parts}`, [
    JSON.stringify([ledger]),
    JSON.stringify(dispatches),
  ]);
}

/** The keys of a row are the columns of its table. */
function upsert(table: string, key: string[], row: object, parameter: string): string {
  const columns = Object.keys(row);
  return `insert into reporting.${table} (${columns.join(', ')})
    select ${columns.join(', ')} from jsonb_populate_recordset(null::reporting.${table}, ${parameter})
    on conflict (${key.join(', ')}) do update
    set (${columns.join(', ')}) = row(${columns.map((column) => `excluded.${column}`).join(', ')})`;
}
