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
  { ledger, dispatches, verdicts }: ReturnType<typeof projectCase>,
): Promise<void> {
  const tables: { name: string; key: string[]; rows: readonly object[] }[] = [
    { name: 'ledger', key: ['case_id'], rows: [ledger] },
    { name: 'dispatch', key: ['case_id', 'dispatch_id'], rows: dispatches },
    { name: 'verdict', key: ['case_id', 'seq'], rows: verdicts },
  ];
  const written = tables.filter(({ rows }) => rows.length > 0);
  const parts = written.map(
    ({ name, key, rows }, index) => `${name}_written as (${upsert(name, key, rows[0]!, `$${index + 1}`)})`,
  );
  const statement = `reporting-${written.map(({ name }) => name).join('-and-')}`;
  const values = written.map(({ rows }) => JSON.stringify(rows));
  await prepared(await clientOf(tx), statement, `with ${parts.join(', ')} select`, values);
}

/** The keys of a row are the columns of its table. */
function upsert(table: string, key: string[], row: object, parameter: string): string {
  const columns = Object.keys(row);
  return `insert into reporting.${table} (${columns.join(', ')})
    select ${columns.join(', ')} from jsonb_populate_recordset(null::reporting.${table}, ${parameter})
    on conflict (${key.join(', ')}) do update
    set (${columns.join(', ')}) = row(${columns.map((column) => `excluded.${column}`).join(', ')})`;
}
