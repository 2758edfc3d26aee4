import { clockView, HallRules, readCases } from '@bancheng/casebook';
import { instant, uuid } from '@bancheng/contracts';
import type { SupervisionNotice, SupervisionQuery } from '@bancheng/contracts/http/supervision';
import { namesOf } from '@bancheng/directory';
import { clockOf } from '@bancheng/domain';
import { CLOCK, decodeCursor, InjectDataSource, pageOf, type Clock, type Page } from '@bancheng/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { z } from 'zod';
import { openNotices, type NoticeSelection } from '../infrastructure/open-notices.js';

const position = z.strictObject({ at: instant, id: uuid });
const START = { at: '1000-01-01T00:00:00.000Z', id: '00000000-0000-0000-0000-000000000000' };

/** 督办单 that wait for something to be done, the longest waiting first. */
@Injectable()
export class SupervisionNotices {
  constructor(
    private readonly rules: HallRules,
    @Inject(CLOCK) private readonly clock: Clock,
    @InjectDataSource('supervision') private readonly db: DataSource,
  ) {}

  /** @throws Problem 400 `cursor-malformed` */
  async page(jurisdiction: string, { cursor, limit, department }: SupervisionQuery): Promise<Page<SupervisionNotice>> {
    const after = decodeCursor(cursor, position) ?? START;
    const selection = { jurisdiction, department: department ?? null, after, limit };
    // One snapshot: the clock that a 督办单 is about must be the one by which it was found.
    return this.db.transaction('REPEATABLE READ', (tx) => this.read(tx, selection));
  }

  private async read(tx: EntityManager, selection: NoticeSelection): Promise<Page<SupervisionNotice>> {
    const { jurisdiction, limit } = selection;
    const rows = await openNotices(tx, { ...selection, limit: limit + 1 });
    const cases = await readCases(tx, [...new Set(rows.map(({ caseId }) => caseId))]);
    const calendar = await this.rules.calendarInForce(tx);
    const now = this.clock.now();
    const handlers = [...cases.values()].map(({ handler }) => handler);
    const nameOf = await namesOf(tx, jurisdiction, handlers);
    return pageOf(
      rows,
      limit,
      ({ id, caseId, clockId, ...notice }) => {
        const complaint = cases.get(caseId)!;
        const { number, status, handler } = complaint;
        const clock = clockView(clockOf(complaint, { clockId })!, now, calendar);
        const about = { complaintId: caseId, number, status, handler, handlerName: nameOf(handler) };
        return { ...notice, noticeId: id, ...about, clock };
      },
      ({ at, id }) => ({ at, id }),
    );
  }
}
