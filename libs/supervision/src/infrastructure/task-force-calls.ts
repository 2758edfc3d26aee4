import type { TaskForceState } from '@bancheng/contracts/http/task-force';
import type { EntityManager } from 'typeorm';

/** Which calls; what is undefined or null does not restrict. */
export interface CallSelection {
  jurisdiction: string;
  department?: string | undefined;
  complaintId?: string | undefined;
  state?: TaskForceState | undefined;
  after: string | null;
  limit: number;
}

export interface CallRow {
  id: string;
  state: TaskForceState;
}

/** The acts after which nobody has to come to the window any more. */
const LAPSED_BY = ['withdrawn', 'answeredOnTheSpot', 'closed'];

/** Calls by their ids, in the order of calling, each with where it stands now: what became of its case included. */
export function selectCalls(
  tx: EntityManager,
  { jurisdiction, department, complaintId, state, after, limit }: CallSelection,
): Promise<CallRow[]> {
  return tx.query<CallRow[]>(
    `select * from (
       select t.id, case
         when t.reported_at is not null then 'reported'
         when exists (select from casebook.act a
           where a.case_id = t.case_id and a.kind = any($1) and a.at >= t.called_at) then 'lapsed'
         else 'open' end as state
       from supervision.task_force_call t
       where t.jurisdiction = $2 and ($3::text is null or t.department = $3) and ($4::uuid is null or t.case_id = $4)
         and ($5::uuid is null or t.id > $5)
     ) found
     where $6::text is null or state = $6
     order by id limit $7`,
    [LAPSED_BY, jurisdiction, department ?? null, complaintId ?? null, after, state ?? null, limit],
  );
}
