import type { Rater } from '@bancheng/contracts';
import type { VerdictExclusion } from '@bancheng/contracts/http/rates';
import { addDays, type LocalDate } from '@bancheng/domain';
import type { EntityManager } from 'typeorm';
import { startOfDay } from './ledger.repository.js';

/** How many rows of a period's verdicts are alike in all that the rates look at. */
export interface VerdictCount {
  /** Null: of the whole hall. */
  department: string | null;
  /** The first word on the case, of those about rounds that the department handled. */
  first: boolean;
  /** The last one at the period's end. */
  final: boolean;
  /** The last one to this day. */
  standing: boolean;
  by: Rater | null;
  responded: boolean | null;
  solved: boolean | null;
  satisfied: boolean | null;
  excluded: VerdictExclusion | null;
  count: number;
}

/** The verdicts given, and the follow-ups that ended without one, from the period's first day to its last. */
export function countVerdicts(
  tx: EntityManager,
  jurisdiction: string,
  { from, to }: { from: LocalDate; to: LocalDate },
): Promise<VerdictCount[]> {
  return tx.query<VerdictCount[]>(
    `with told as (
       select v.case_id, v.seq, v.at, v.by, v.responded, v.solved, v.excluded,
         v.grade not in ('dissatisfied', 'very-dissatisfied') as satisfied, d.department
       from reporting.verdict v, unnest(v.departments || null::text) as d (department)
       where v.jurisdiction = $1 and v.case_id in (
         select p.case_id from reporting.verdict p where p.jurisdiction = $1 and p.at >= $2 and p.at < $3)
     ),
     placed as (
       select told.*,
         seq is not distinct from min(seq) filter (where excluded is null) over of_case as first,
         seq is not distinct from max(seq) filter (where excluded is null and at < $3) over of_case as final,
         seq is not distinct from max(seq) filter (where excluded is null) over of_case as standing
       from told window of_case as (partition by case_id, department)
     )
     select department, first, final, standing, by, responded, solved, satisfied, excluded, count(*)::int as count
     from placed where at >= $2 and at < $3
     group by department, first, final, standing, by, responded, solved, satisfied, excluded
     order by department, excluded nulls last`,
    [jurisdiction, startOfDay(from), startOfDay(addDays(to, 1))],
  );
}
