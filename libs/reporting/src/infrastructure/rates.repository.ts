import { addDays, type LocalDate } from '@bancheng/domain';
import type { DataSource } from 'typeorm';
import { startOfDay } from './ledger.repository.js';

/** One department's counts over the dispatches sent to it in a period. */
export interface RateCounts {
  department: string;
  dispatches: number;
  cases: number;
  responded: number;
  not_yet_due: number;
  /** Withdrawn in time before the department had said anything. */
  unanswered_withdrawn: number;
  concluded: number;
  unconcluded_withdrawn: number;
  solved: number;
  in_time: number;
  running: number;
  running_overdue: number;
  stopped_in_time: number;
  graded: number;
  satisfied: number;
  /** Of the graded ones, those that the citizen rated without being called. */
  self_rated: number;
  anonymous: number;
  unreachable: number;
  withdrawn: number;
}

/**
 * Counts per department, by its code. A slip that it returned, or that was recalled, unanswered is not the department's. What is asked of the citizen is counted once a case, however many slips of it the
 * department had.
 */
export async function countRates(
  database: DataSource,
  jurisdiction: string,
  period: { from: LocalDate; to: LocalDate },
  now: string,
): Promise<RateCounts[]> {
  return database.query<RateCounts[]>(
    `with sent as (
       select d.department, d.signed_at is not null or d.replied_at is not null as responded,
         d.final, d.outcome, d.ended_at, d.overdue_at, d.due_at is not null and d.due_at < coalesce(d.paused_at, $4) as due_passed,
         row_number() over (partition by d.department, d.case_id order by d.sent_at, d.dispatch_id) = 1 as new_case,
         coalesce(l.grade, l.rating) as grade, l.follow_up_excluded,
         l.graded_by = 'citizen' or l.grade is null and l.rating is not null as self_rated, l.unreachable,
         not d.final and (l.status = 'withdrawn' or l.follow_up_excluded is not distinct from 'withdrawn') as taken_back,
         d.replied_at is not null as replied
       from reporting.dispatch d join reporting.ledger l on l.case_id = d.case_id
       where d.jurisdiction = $1 and d.sent_at >= $2 and d.sent_at < $3
         and (d.ended_at is null or d.outcome is not null or l.status = 'withdrawn'
           or l.follow_up_excluded is not distinct from 'withdrawn')
     )
     select department,
       count(*)::int as dispatches,
       count(*) filter (where new_case)::int as cases,
       count(*) filter (where responded)::int as responded,
       count(*) filter (where not responded and not due_passed and not taken_back)::int as not_yet_due,
       count(*) filter (where not responded and taken_back and overdue_at is null)::int as unanswered_withdrawn,
       count(*) filter (where final)::int as concluded,
       count(*) filter (where taken_back)::int as unconcluded_withdrawn,
       count(*) filter (where final and outcome = 'solved')::int as solved,
       count(*) filter (where ended_at is not null and overdue_at is null and (replied or not taken_back))::int as in_time,
       count(*) filter (where ended_at is not null and overdue_at is null and not replied and taken_back)::int as stopped_in_time,
       count(*) filter (where ended_at is null and overdue_at is null and not due_passed)::int as running,
       count(*) filter (where ended_at is null and (overdue_at is not null or due_passed))::int as running_overdue,
       count(*) filter (where new_case and grade is not null)::int as graded,
       count(*) filter (where new_case and self_rated)::int as self_rated,
       count(*) filter (where new_case and grade not in ('dissatisfied', 'very-dissatisfied'))::int as satisfied,
       count(*) filter (where new_case and grade is null and follow_up_excluded = 'anonymous')::int as anonymous,
       count(*) filter (where new_case and grade is null and unreachable)::int as unreachable,
       count(*) filter (where new_case and grade is null and follow_up_excluded = 'withdrawn')::int as withdrawn
     from sent group by department order by department`,
    [jurisdiction, startOfDay(period.from), startOfDay(addDays(period.to, 1)), now],
  );
}
