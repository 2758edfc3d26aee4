import type { CaseEvent } from '@bancheng/contracts';
import type { EntityManager } from 'typeorm';
import type { projectCase } from '../project-case.js';

/**
 * Keeps an event and gives all of its case, in no order. A second event with the sequence number of another one is
 * refused by the table's key: two records contradict each other, and an operator must look.
 */
export async function keepEvent(tx: EntityManager, event: CaseEvent): Promise<CaseEvent[]> {
  const earlier = await tx.query<{ data: CaseEvent }[]>(
    `with kept as (
       insert into reporting.event (case_id, seq, jurisdiction, at, data) values ($1, $2, $3, $4, $5)
     )
     select data from reporting.event where case_id = $1`,
    [event.caseId, event.seq, event.jurisdiction, event.at, JSON.stringify(event)],
  );
  return [...earlier.map(({ data }) => data), event];
}

/** Writes a case's rows as projected, in one statement. */
export async function saveProjection(
  tx: EntityManager,
  { ledger, dispatches }: ReturnType<typeof projectCase>,
): Promise<void> {
  const written = upsert('ledger', ['case_id'], ledger, '$1');
  if (dispatches[0] === undefined) {
    await tx.query(written, [JSON.stringify([ledger])]);
    return;
  }
  const parts = upsert('dispatch', ['case_id', 'dispatch_id'], dispatches[0], '$2');
  await tx.query(`with ledger_written as (${written}) ${parts}`, [
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
