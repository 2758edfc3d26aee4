import { ParticularsReader, type Particulars } from '@bancheng/casebook';
import type { FollowUpItem, FollowUpState } from '@bancheng/contracts/http/follow-up';
import { decodeCursor, InjectDataSource, pageOf, type Actor, type Page, type PageQuery } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { listPosition, listRounds, type ListPosition, type ListRow } from '../infrastructure/follow-up-list.js';
import { independentOf } from '../infrastructure/independence.js';

/** The queue of 回访, longest waiting first; whom to call is joined at reading. */
@Injectable()
export class ListFollowUps {
  constructor(
    @InjectDataSource('follow-up') private readonly dataSource: DataSource,
    private readonly particulars: ParticularsReader,
  ) {}

  /** @throws Problem 400 `cursor-malformed` */
  async execute(
    actor: Actor,
    { state, cursor, limit }: PageQuery & { state: FollowUpState },
  ): Promise<Page<FollowUpItem>> {
    const { manager } = this.dataSource;
    const rows = await listRounds(manager, actor.jurisdiction, state, decodeCursor(cursor, listPosition), limit + 1);
    const caseIds = rows.map((row) => row.case_id);
    const people = await this.particulars.readMany(manager, caseIds, actor);
    const independent = await independentOf(manager, caseIds, actor);
    return pageOf(rows, limit, (row) => toItem(row, people.get(row.case_id), independent.has(row.case_id)), positionOf);
  }
}

function toItem(row: ListRow, person: Particulars | undefined, independent: boolean): FollowUpItem {
  return {
    complaintId: row.case_id,
    number: row.number,
    round: row.round,
    state: row.state,
    openedAt: row.opened_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    excluded: row.excluded,
    grade: row.grade,
    attempts: row.attempts,
    daysTried: row.days_tried,
    lastTryAt: row.last_try_at?.toISOString() ?? null,
    independent,
    name: person?.name ?? null,
    phone: person?.phone ?? null,
  };
}

function positionOf(row: ListRow): ListPosition {
  return { openedAt: row.opened_at.toISOString(), caseId: row.case_id, round: row.round };
}
