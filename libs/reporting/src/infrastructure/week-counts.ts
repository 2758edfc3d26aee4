import type { ComplaintType, LocalDate } from '@bancheng/domain';
import { addDays } from '@bancheng/domain';
import type { EntityManager } from 'typeorm';
import { startOfDay } from './ledger.repository.js';

interface Period {
  from: LocalDate;
  to: LocalDate;
}

/** How many cases of a type had an act of this kind; of declining ones by the reason. */
export interface ActCount {
  type: ComplaintType | null;
  kind: 'registered' | 'accepted' | 'answeredOnTheSpot' | 'declined' | 'closed';
  reason: string | null;
  cases: number;
}

export function countActs(tx: EntityManager, jurisdiction: string, { from, to }: Period): Promise<ActCount[]> {
  return tx.query<ActCount[]>(
    `select l.type, e.data->>'kind' as kind,
       case e.data->>'kind' when 'declined' then e.data->'detail'->>'reason' end as reason,
       count(distinct e.case_id)::int as cases
     from reporting.event e join reporting.ledger l on l.case_id = e.case_id
     where e.jurisdiction = $1 and e.at >= $2 and e.at < $3
       and e.data->>'kind' in ('registered', 'accepted', 'answeredOnTheSpot', 'declined', 'closed')
     group by 1, 2, 3 order by 1, 2, 3`,
    [jurisdiction, startOfDay(from), startOfDay(addDays(to, 1))],
  );
}

/** What a department got and how it ended what it had. */
export interface SlipResults {
  department: string;
  sent: number;
  reportedSolved: number;
  reportedNotSolved: number;
}

/** Of the departments that were sent something or ended something in the period. */
export function countSlipResults(
  tx: EntityManager,
  jurisdiction: string,
  { from, to }: Period,
): Promise<SlipResults[]> {
  return tx.query<SlipResults[]>(
    `select d.department,
       count(*) filter (where d.sent_at >= $2 and d.sent_at < $3)::int as sent,
       count(*) filter (where ended and d.outcome = 'solved')::int as "reportedSolved",
       count(*) filter (where ended and d.outcome = 'not-solved')::int as "reportedNotSolved"
     from reporting.dispatch d, lateral (select d.final and d.replied_at >= $2 and d.replied_at < $3 as ended) reply
     where d.jurisdiction = $1 and (d.sent_at >= $2 and d.sent_at < $3 or ended)
     group by d.department order by d.department`,
    [jurisdiction, startOfDay(from), startOfDay(addDays(to, 1))],
  );
}
