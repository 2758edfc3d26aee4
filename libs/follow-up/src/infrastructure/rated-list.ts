import { caseStands, readCases } from '@bancheng/casebook';
import { instant } from '@bancheng/contracts';
import type { RatedItem } from '@bancheng/contracts/http/follow-up';
import { ACTS } from '@bancheng/domain';
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
  closed_at: string;
  rated_at: Date;
  rating: RatedItem['rating'];
  explanation_understood: boolean | null;
  grade: RatedItem['grade'];
}

type OwnColumns = Omit<RatedRow, 'number' | 'status' | 'closed_at'>;

const RATED_SQL = `
select r.case_id, r.round, r.rated_at, r.rating, r.explanation_understood, r.grade
from follow_up.round r
where r.jurisdiction = $1 and ${caseStands('r.case_id', ACTS.reopened.from)}
  and (r.rating in ('dissatisfied', 'very-dissatisfied') or r.rating is not null and not r.explanation_understood)
  and not exists (select from follow_up.round later where later.case_id = r.case_id and later.round > r.round)
  and ($2::timestamptz is null or (r.rated_at, r.case_id, r.round) < ($2::timestamptz, $3::uuid, $4::int))
order by r.rated_at desc, r.case_id desc, r.round desc
limit $5`;

/** The closed cases that the citizens were dissatisfied with and that were not reopened since, the latest first. */
export async function listDissatisfiedRatings(
  db: EntityManager,
  jurisdiction: string,
  after: RatedPosition | null,
  count: number,
): Promise<RatedRow[]> {
  const parameters = [jurisdiction, after?.ratedAt ?? null, after?.caseId ?? null, after?.round ?? null, count];
  // One snapshot for both reads: no case is reopened between them.
  return db.transaction('REPEATABLE READ', async (tx) => {
    const rows = await tx.query<OwnColumns[]>(RATED_SQL, parameters);
    const caseIds = rows.map((row) => row.case_id);
    const cases = await readCases(tx, caseIds);
    return rows.map((row) => {
      const { number, status, closedAt } = cases.get(row.case_id)!;
      return { ...row, number, status, closed_at: closedAt! };
    });
  });
}
