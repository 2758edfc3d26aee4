import type { RatedItem } from '@bancheng/contracts/http/follow-up';
import { decodeCursor, InjectDataSource, pageOf, type Actor, type Page, type PageQuery } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { listDissatisfiedRatings, ratedPosition, type RatedRow } from '../infrastructure/rated-list.js';

/** Cases that a leader may want to reopen: closed, and then rated 不满意 by the citizens themselves. */
@Injectable()
export class ListRatings {
  constructor(@InjectDataSource('follow-up') private readonly dataSource: DataSource) {}

  /** @throws Problem 400 `cursor-malformed` */
  async execute({ jurisdiction }: Actor, { cursor, limit }: PageQuery): Promise<Page<RatedItem>> {
    const after = decodeCursor(cursor, ratedPosition);
    const rows = await listDissatisfiedRatings(this.dataSource.manager, jurisdiction, after, limit + 1);
    return pageOf(rows, limit, toItem, (row) => ({
      ratedAt: row.rated_at.toISOString(),
      caseId: row.case_id,
      round: row.round,
    }));
  }
}

function toItem(row: RatedRow): RatedItem {
  return {
    complaintId: row.case_id,
    number: row.number,
    status: row.status,
    round: row.round,
    closedAt: row.closed_at,
    ratedAt: row.rated_at.toISOString(),
    rating: row.rating,
    explanationUnderstood: row.explanation_understood,
    grade: row.grade,
  };
}
