import { clockView, HallRules, leaderCases, type Complaint } from '@bancheng/casebook';
import { instant, uuid } from '@bancheng/contracts';
import type { LeaderCase, LeaderCaseQueue } from '@bancheng/contracts/http/leader';
import { namesOf } from '@bancheng/directory';
import type { WorkingCalendar } from '@bancheng/domain';
import {
  CLOCK,
  decodeCursor,
  InjectDataSource,
  pageOf,
  type Clock,
  type Page,
  type PageQuery,
} from '@bancheng/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { z } from 'zod';

/** The first year with four digits: PostgreSQL and JavaScript write earlier ones in different ways. */
const START = { registeredAt: '1000-01-01T00:00:00.000Z', id: '00000000-0000-0000-0000-000000000000' };
const position = z.strictObject({ registeredAt: instant.refine((at) => at >= START.registeredAt), id: uuid });

/** Cases a leader of the jurisdiction (分管负责人, 工作专班领导) has to look at; the longest waiting first. */
@Injectable()
export class LeaderCases {
  constructor(
    private readonly rules: HallRules,
    @Inject(CLOCK) private readonly clock: Clock,
    @InjectDataSource('supervision') private readonly db: DataSource,
  ) {}

  /**
   * Cases past a deadline, 不满意 ones, and those neither accepted nor declined in time.
   * @throws Problem 400 `cursor-malformed`
   */
  async page(jurisdiction: string, queue: LeaderCaseQueue, { cursor, limit }: PageQuery): Promise<Page<LeaderCase>> {
    const after = decodeCursor(cursor, position) ?? START;
    const now = this.clock.now();
    const calendar = await this.rules.calendarInForce(this.db.manager);
    const rows = await leaderCases(this.db.manager, queue, { jurisdiction, after, now, limit: limit + 1 });
    const nameOf = await namesOf(
      this.db.manager,
      jurisdiction,
      rows.map(({ handler }) => handler),
    );
    return pageOf(
      rows,
      limit,
      (row) => ({ ...leaderCase(row, now, calendar), handlerName: nameOf(row.handler) }),
      ({ registeredAt, id }) => ({ registeredAt, id }),
    );
  }
}

function leaderCase(complaint: Complaint, now: string, calendar: WorkingCalendar): Omit<LeaderCase, 'handlerName'> {
  const { id, number, type, status, handler, departments, clocks } = complaint;
  const running = clocks.filter((clock) => clock.endedAt === null);
  return {
    ...{ complaintId: id, number, type, status, handler, departments },
    clocks: running.map((clock) => clockView(clock, now, calendar)),
  };
}
