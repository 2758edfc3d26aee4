import { clockView, HallRules, ParticularsReader, type Complaint, type Particulars } from '@bancheng/casebook';
import type { Assignment, FollowUpItem, FollowUpState } from '@bancheng/contracts/http/follow-up';
import { namesOf } from '@bancheng/directory';
import { isOpen, type WorkingCalendar } from '@bancheng/domain';
import {
  CLOCK,
  decodeCursor,
  InjectDataSource,
  pageOf,
  type Actor,
  type Clock,
  type Page,
  type PageQuery,
} from '@bancheng/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { listPosition, listRounds, type ListPosition, type ListRow } from '../infrastructure/follow-up-list.js';
import { independentOf } from '../infrastructure/independence.js';

type FollowUpQuery = PageQuery & {
  state: FollowUpState;
  assigned?: Assignment | undefined;
  /** Present: only those past their deadline. */
  late?: 'true' | undefined;
};

/** The queue of 回访, next due first; whom to call is joined at reading. */
@Injectable()
export class ListFollowUps {
  constructor(
    @InjectDataSource('follow-up') private readonly dataSource: DataSource,
    private readonly particulars: ParticularsReader,
    private readonly rules: HallRules,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem 400 `cursor-malformed` */
  async execute(actor: Actor, { state, assigned, late, cursor, limit }: FollowUpQuery): Promise<Page<FollowUpItem>> {
    const { manager } = this.dataSource;
    const { jurisdiction, subject } = actor;
    const now = this.clock.now();
    const calendar = await this.rules.calendarInForce(manager);
    const filter = { jurisdiction, state, assigned, subject, lateAt: late === undefined ? null : now };
    const rows = await listRounds(manager, filter, decodeCursor(cursor, listPosition), limit + 1);
    const caseIds = rows.map((row) => row.case_id);
    const people = await this.particulars.readMany(manager, caseIds, actor);
    const independent = await independentOf(manager, caseIds, actor);
    const nameOf = await namesOf(
      manager,
      jurisdiction,
      rows.map((row) => row.officer),
    );
    return pageOf(
      rows,
      limit,
      (row) => ({
        ...toItem(row, people.get(row.case_id), independent.has(row.case_id)),
        clocks: row.state === 'open' ? clocksOf(row.complaint, now, calendar) : [],
        officerName: nameOf(row.officer),
      }),
      positionOf,
    );
  }
}

function clocksOf({ clocks }: Complaint, now: string, calendar: WorkingCalendar): FollowUpItem['clocks'] {
  const own = clocks.filter((clock) => isOpen(clock) && (clock.kind === 'claim' || clock.kind === 'follow-up'));
  return own.map((clock) => clockView(clock, now, calendar));
}

function toItem(
  row: ListRow,
  person: Particulars | undefined,
  independent: boolean,
): Omit<FollowUpItem, 'clocks' | 'officerName'> {
  return {
    complaintId: row.case_id,
    number: row.complaint.number,
    round: row.round,
    state: row.state,
    openedAt: row.opened_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    numberWrong: row.number_wrong,
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
