import { clockIsMissed, numberIsWrong, readCases, type Complaint } from '@bancheng/casebook';
import { instant, MISSED_CALLS } from '@bancheng/contracts';
import type { Assignment, FollowUpItem, FollowUpState } from '@bancheng/contracts/http/follow-up';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';

/** Where a page of the list ends. */
export const listPosition = z.strictObject({ openedAt: instant, caseId: z.uuid(), round: z.int32() });
export type ListPosition = z.output<typeof listPosition>;

/** A round of follow-up as the list reads it, with no personal data. */
export interface ListRow {
  case_id: string;
  round: number;
  state: FollowUpState;
  opened_at: Date;
  ended_at: Date | null;
  excluded: FollowUpItem['excluded'];
  officer: string | null;
  officer_independent: boolean | null;
  grade: FollowUpItem['grade'];
  graded_by: FollowUpItem['gradedBy'];
  explanation_understood: boolean | null;
  rating: FollowUpItem['rating'];
  attempts: number;
  days_tried: number;
  last_try_at: Date | null;
  number_wrong: boolean;
  complaint: Complaint;
}

const LIST_SQL = `
select r.case_id, r.round, r.state, r.opened_at, r.ended_at, r.excluded, r.officer, r.officer_independent,
  r.grade, r.graded_by, r.explanation_understood, r.rating, t.attempts, t.days_tried, t.last_try_at,
  r.state = 'open' and ${numberIsWrong('r.case_id')} as number_wrong
from follow_up.round r
cross join lateral (
  select count(*)::int as attempts,
    count(distinct day) filter (where result = any($10))::int as days_tried, max(at) as last_try_at
  from follow_up.contact_try t where t.case_id = r.case_id and t.round = r.round
) t
where r.jurisdiction = $1 and r.state = $2
  and ($7::text is null or r.officer = $7) and not ($8::boolean and r.officer is not null)
  and ($9::timestamptz is null or r.state = 'open' and ${clockIsMissed('r.case_id', ['claim', 'follow-up'], '$9::timestamptz')})
  and ($3::timestamptz is null or (r.opened_at, r.case_id, r.round) > ($3::timestamptz, $4::uuid, $5::int))
order by r.opened_at, r.case_id, r.round
limit $6`;

/** Which rounds a list shows; `subject` is whose are `mine`. */
export interface ListFilter {
  jurisdiction: string;
  state: FollowUpState;
  assigned: Assignment | undefined;
  subject: string;
  /** Only rounds with a deadline that has passed at this instant, UTC; null for all. */
  lateAt: string | null;
}

/** The rounds of the filter, longest waiting first, which is next due first; `count` of them after `after`. */
export async function listRounds(
  tx: EntityManager,
  { jurisdiction, state, assigned, subject, lateAt }: ListFilter,
  after: ListPosition | null,
  count: number,
): Promise<ListRow[]> {
  const rows = await tx.query<Omit<ListRow, 'complaint'>[]>(LIST_SQL, [
    jurisdiction,
    state,
    after?.openedAt ?? null,
    after?.caseId ?? null,
    after?.round ?? null,
    count,
    assigned === 'mine' ? subject : null,
    assigned === 'unassigned',
    lateAt,
    MISSED_CALLS,
  ]);
  const caseIds = rows.map((row) => row.case_id);
  const cases = await readCases(tx, caseIds);
  return rows.map((row) => ({ ...row, complaint: cases.get(row.case_id)! }));
}
