import { actedSince } from '@bancheng/casebook';
import type { TaskForceState } from '@bancheng/contracts/http/task-force';
import type { ActKind } from '@bancheng/domain';
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
const LAPSED_BY: readonly ActKind[] = ['withdrawn', 'terminated', 'answeredOnTheSpot', 'repliedByWindow', 'closed'];

/** Calls by their ids, in the order of calling, each with where it stands now: what became of its case included. */
export function selectCalls(
  tx: EntityManager,
  { jurisdiction, department, complaintId, state, after, limit }: CallSelection,
): Promise<CallRow[]> {
  return tx.query<CallRow[]>(
    `select * from (
       select t.id, case
         when t.reported_at is not null then 'reported'
         when ${actedSince('t.case_id', LAPSED_BY, 't.called_at')} then 'lapsed'
         else 'open' end as state
       from supervision.task_force_call t
       where t.jurisdiction = $1 and ($2::text is null or t.department = $2) and ($3::uuid is null or t.case_id = $3)
         and ($4::uuid is null or t.id > $4)
     ) found
     where $5::text is null or state = $5
     order by id limit $6`,
    [jurisdiction, department ?? null, complaintId ?? null, after, state ?? null, limit],
  );
}
