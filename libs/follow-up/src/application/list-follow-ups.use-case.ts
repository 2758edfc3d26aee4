import { ParticularsReader, type Particulars } from '@bancheng/casebook';
import type { Assignment, FollowUpItem, FollowUpState } from '@bancheng/contracts/http/follow-up';
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
    { state, assigned, cursor, limit }: PageQuery & { state: FollowUpState; assigned?: Assignment | undefined },
  ): Promise<Page<FollowUpItem>> {
    const { manager } = this.dataSource;
    const { jurisdiction, subject } = actor;
    const filter = { jurisdiction, state, assigned, subject };
    const rows = await listRounds(manager, filter, decodeCursor(cursor, listPosition), limit + 1);
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
    officer: row.officer,
    officerIndependent: row.officer_independent,
    grade: row.grade,
    gradedBy: row.graded_by,
    explanationUnderstood: row.explanation_understood,
    rating: row.rating,
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
