import { InjectDataSource, notFound } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { workflowIdOf } from '@bancheng/domain';
import type { DataSource } from 'typeorm';
import type { Target } from './bucket-lease.js';

/** How far one target is behind. */
export interface TargetLag {
  target: Target;
  waiting: number;
  dead: number;
  oldest: { caseId: string; seq: number; recordedAt: string } | null;
}

/** A row its target refused for good; it blocks its own case until it is tried again. */
export interface DeadRow {
  target: Target;
  caseId: string;
  seq: number;
  attempts: number;
  lastError: string | null;
  recordedAt: string;
}

/** A case its workflow should have moved on and did not. */
export interface StuckCase {
  caseId: string;
  workflowId: string;
  status: string;
  reason: 'engine-behind' | 'step-not-taken' | 'alarm-not-given';
}

/** An engine at work is never this far behind. */
const STUCK_AFTER = "interval '5 minutes'";

/** What the operator sees of the deliveries: ids, codes and counts of every jurisdiction, nothing of any matter. */
@Injectable()
export class UndeliveredRows {
  constructor(@InjectDataSource('relay') private readonly dataSource: DataSource) {}

  async lags(): Promise<TargetLag[]> {
    return this.dataSource.query<TargetLag[]>(`
      select t.target, count(d.id)::int as waiting, (count(d.id) filter (where d.dead))::int as dead,
        (select jsonb_build_object('caseId', o.case_id, 'seq', o.seq, 'recordedAt', o.recorded_at)
         from casebook.delivery o where o.target = t.target order by o.id limit 1) as oldest
      from (values ('temporal'), ('kafka')) as t (target) left join casebook.delivery d on d.target = t.target
      group by t.target order by t.target`);
  }

  async dead(): Promise<DeadRow[]> {
    return this.dataSource.query<DeadRow[]>(`
      select target, case_id as "caseId", seq, attempts, last_error as "lastError", recorded_at as "recordedAt"
      from casebook.delivery where dead order by id limit 500`);
  }

  /** @throws Problem 404 `dead-row-not-found` when there is no such dead row (any more). */
  async retry(row: Pick<DeadRow, 'target' | 'caseId' | 'seq'>): Promise<void> {
    const [, count] = await this.dataSource.query<[unknown, number]>(
      `update casebook.delivery set dead = false, attempts = 0, next_try_at = null
       where target = $1 and case_id = $2 and seq = $3 and dead`,
      [row.target, row.caseId, row.seq],
    );
    if (count === 0) throw notFound('dead-row-not-found', '没有这条投递失败的记录');
  }

  async stuck(): Promise<StuckCase[]> {
    const rows = await this.dataSource.query<(Omit<StuckCase, 'workflowId'> & { number: string })[]>(`
      select c.id as "caseId", c.number, c.status,
        case when c.engine_seq < c.seq then 'engine-behind'
          when c.status in ('declined', 'answered', 'replied', 'followed-up', 'closed') then 'step-not-taken'
          else 'alarm-not-given' end as reason
      from casebook.complaint c join casebook.act a on a.case_id = c.id and a.seq = c.seq
      where c.status <> 'archived' and (
        (c.engine_seq < c.seq or c.status in ('declined', 'answered', 'replied', 'followed-up', 'closed'))
          and a.at < now() - ${STUCK_AFTER}
        or c.status <> 'merged' and c.due_at < now() - ${STUCK_AFTER} and exists (
          select 1 from jsonb_array_elements(c.clocks) k
          where k->>'endedAt' is null and k->>'kind' <> 'dispatch' and (k->>'dueAt')::timestamptz < now() - ${STUCK_AFTER}
            and k->>'overdueAt' is distinct from k->>'dueAt'))
      order by c.id limit 500`);
    return rows.map(({ number, ...row }) => ({ ...row, workflowId: workflowIdOf(number) }));
  }
}
