import { instant } from '@bancheng/contracts';
import type { RatedItem } from '@bancheng/contracts/http/follow-up';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';

/** Where a page of the list ends. */
export const ratedPosition = z.strictObject({ ratedAt: instant, caseId: z.uuid(), round: z.int32() });
export type RatedPosition = z.output<typeof ratedPosition>;

/** A closed case that the citizen rated, with no personal data. */
export interface RatedRow {
  case_id: string;
  number: string;
  status: RatedItem['status'];
  round: number;
  closed_at: Date;
  rated_at: Date;
  rating: RatedItem['rating'];
  explanation_understood: boolean | null;
  grade: RatedItem['grade'];
}

const RATED_SQL = `
select r.case_id, c.number, c.status, r.round, c.closed_at, r.rated_at, r.rating, r.explanation_understood, r.grade
from follow_up.round r
join casebook.complaint c on c.id = r.case_id
where r.jurisdiction = $1 and c.status in ('closed', 'archived')
  and (r.rating in ('dissatisfied', 'very-dissatisfied') or r.rating is not null and not r.explanation_understood)
  and not exists (select from follow_up.round later where later.case_id = r.case_id and later.round > r.round)
  and ($2::timestamptz is null or (r.rated_at, r.case_id, r.round) < ($2::timestamptz, $3::uuid, $4::int))
order by r.rated_at desc, r.case_id desc, r.round desc
limit $5`;

/** The closed cases that the citizens were dissatisfied with and that were not reopened since, the latest first. */
export function listDissatisfiedRatings(
  tx: EntityManager,
  jurisdiction: string,
  after: RatedPosition | null,
  count: number,
): Promise<RatedRow[]> {
  return tx.query(RATED_SQL, [
    jurisdiction,
    after?.ratedAt ?? null,
    after?.caseId ?? null,
    after?.round ?? null,
    count,
  ]);
}
