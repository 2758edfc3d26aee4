import { InjectDataSource, notFound } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
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
}
