import { HallRules, ParticularsReader, worklistColumns, type Complaint } from '@bancheng/casebook';
import type { ComplaintSummary } from '@bancheng/contracts/http/complaints';
import { STATUS_LABELS } from '@bancheng/contracts/http/labels';
import { remainingWorkingDays } from '@bancheng/domain';
import { InjectDataSource, type Actor } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { handlerNames } from './handler.js';
import { isOverdue } from './overdue.js';

/** How much of the record a list shows, in characters. */
const EXCERPT = 60;

/** Cases as lists show them, names and phones joined at the reading. */
@Injectable()
export class Summaries {
  constructor(
    @InjectDataSource('intake') private readonly dataSource: DataSource,
    private readonly particulars: ParticularsReader,
    private readonly rules: HallRules,
  ) {}

  async of(complaints: readonly Complaint[], actor: Actor, now: string): Promise<ComplaintSummary[]> {
    const ids = complaints.map((complaint) => complaint.id);
    const readable = await this.particulars.readMany(this.dataSource.manager, ids, actor);
    const calendar = await this.rules.calendarInForce(this.dataSource.manager);
    const nameOf = await handlerNames(this.dataSource.manager, actor.jurisdiction, complaints);
    return complaints.flatMap((complaint) => {
      const particulars = readable.get(complaint.id);
      if (particulars === undefined) return [];
      const { id, number, status, type, matterKinds, channel, handler, registeredAt, clocks } = complaint;
      const { dueAt } = worklistColumns(clocks);
      return {
        ...{ id, number, status, type, matterKinds, channel, handler, registeredAt, dueAt },
        handlerName: nameOf(handler),
        statusLabel: STATUS_LABELS[status],
        overdue: isOverdue(complaint, now),
        remainingWorkingDays: dueAt === null ? null : remainingWorkingDays(now, dueAt, calendar),
        name: particulars.name,
        phone: particulars.phone,
        summary: [...particulars.record].slice(0, EXCERPT).join(''),
      };
    });
  }
}
