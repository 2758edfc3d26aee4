import type { EntityManager } from 'typeorm';
import type { CaseEvent } from '@bancheng/contracts';
import type { ComplaintType } from '@bancheng/domain';

/** How many cases are in memory at once. */
const BATCH = 500;
/** What needs nobody's attention any more; a merged case goes with the first one (并单). */
const OVER = ['closed', 'archived', 'merged'];

export interface OpenCase {
  caseId: string;
  number: string;
  type: ComplaintType | null;
  /** In their order. */
  events: CaseEvent[];
}

/** The open cases of a jurisdiction with their events, some hundreds at a time. */
export async function* openCases(tx: EntityManager, jurisdiction: string): AsyncGenerator<OpenCase> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const batch = await tx.query<OpenCase[]>(
      `select l.case_id as "caseId", l.number, l.type,
         (select jsonb_agg(e.data order by e.seq) from reporting.event e where e.case_id = l.case_id) as events
       from reporting.ledger l
       where l.jurisdiction = $1 and l.status <> all($2) and l.case_id > $3 order by l.case_id limit $4`,
      [jurisdiction, OVER, after, BATCH],
    );
    yield* batch;
    const last = batch.at(-1);
    if (last === undefined) return;
    after = last.caseId;
  }
}
