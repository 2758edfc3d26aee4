import { addDays, type LocalDate } from '@bancheng/domain';
import type { DataSource } from 'typeorm';
import { startOfDay } from './ledger.repository.js';

/** One department's counts over the slips sent to it in a period. */
export interface SlipCounts {
  department: string;
  dispatches: number;
  cases: number;
  /** Signed, or replied to without that. */
  signed: number;
  unsigned_not_yet_due: number;
  /** Withdrawn in time before the department had said anything. */
  unsigned_withdrawn: number;
  replied: number;
  unreplied_not_yet_due: number;
  unreplied_withdrawn: number;
  concluded: number;
  unconcluded_withdrawn: number;
  solved: number;
  in_time: number;
  running: number;
  running_overdue: number;
  stopped_in_time: number;
}

/** Counts per department, by its code. A slip that it returned, or that was recalled, unanswered is not the department's. */
export async function countSlips(
  database: DataSource,
  jurisdiction: string,
  period: { from: LocalDate; to: LocalDate },
  now: string,
): Promise<SlipCounts[]> {
  return database.query<SlipCounts[]>(
    `with sent as (
       select d.department, d.case_id, d.signed_at is not null or d.replied_at is not null as signed,
         d.final, d.outcome, d.ended_at, d.overdue_at, d.due_at is not null and d.due_at < coalesce(d.paused_at, $4) as due_passed,
         not d.final and (l.status = 'withdrawn' or l.follow_up_excluded is not distinct from 'withdrawn') as taken_back,
         d.replied_at is not null as replied
       from reporting.dispatch d join reporting.ledger l on l.case_id = d.case_id
       where d.jurisdiction = $1 and d.sent_at >= $2 and d.sent_at < $3
         and (d.ended_at is null or d.outcome is not null or l.status = 'withdrawn'
           or l.follow_up_excluded is not distinct from 'withdrawn')
     )
     select department,
       count(*)::int as dispatches,
       count(distinct case_id)::int as cases,
       count(*) filter (where signed)::int as signed,
       count(*) filter (where not signed and not due_passed and not taken_back)::int as unsigned_not_yet_due,
       count(*) filter (where not signed and taken_back and overdue_at is null)::int as unsigned_withdrawn,
       count(*) filter (where replied)::int as replied,
       count(*) filter (where not replied and not due_passed and not taken_back)::int as unreplied_not_yet_due,
       count(*) filter (where not replied and taken_back and overdue_at is null)::int as unreplied_withdrawn,
       count(*) filter (where final)::int as concluded,
       count(*) filter (where taken_back)::int as unconcluded_withdrawn,
       count(*) filter (where final and outcome = 'solved')::int as solved,
       count(*) filter (where ended_at is not null and overdue_at is null and not taken_back)::int as in_time,
       count(*) filter (where ended_at is not null and overdue_at is null and taken_back)::int as stopped_in_time,
       count(*) filter (where ended_at is null and overdue_at is null and not due_passed)::int as running,
       count(*) filter (where ended_at is null and (overdue_at is not null or due_passed))::int as running_overdue
     from sent group by department`,
    [jurisdiction, startOfDay(period.from), startOfDay(addDays(period.to, 1)), now],
  );
}
