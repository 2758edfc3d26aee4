import { localDate, type MadeReport } from '@bancheng/contracts';
import type { SupervisionReport, SupervisionReportHead } from '@bancheng/contracts/http/supervision-report';
import { localDateOf } from '@bancheng/domain';
import { decodeCursor, InjectDataSource, notFound, pageOf, type Page, type PageQuery } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { findReport, latestReports, reportsOf } from '../infrastructure/supervision-report.repository.js';

const LAST_DAY = '9999-12-31';

/** The supervision reports of a jurisdiction. */
@Injectable()
export class SupervisionReports {
  constructor(@InjectDataSource('reporting') private readonly database: DataSource) {}

  /** The latest first. @throws Problem 400 `cursor-malformed` */
  async page(jurisdiction: string, { cursor, limit }: PageQuery): Promise<Page<SupervisionReportHead>> {
    const before = decodeCursor(cursor, localDate) ?? LAST_DAY;
    const rows = await latestReports(this.database, jurisdiction, before, limit + 1);
    return pageOf(
      rows,
      limit,
      (row) => row,
      ({ from }) => from,
    );
  }

  /** What the leaders are told of: the report of each jurisdiction of the day of `at` (UTC; the day in Asia/Shanghai). */
  async madeFor(at: string): Promise<MadeReport[]> {
    const reports = await reportsOf(this.database, localDateOf(at));
    return reports.map(({ id, jurisdiction, from, madeAt, totals: { open, due, overdue }, calendarAlert }) => ({
      ...{ reportId: id, jurisdiction, from, madeAt, open, due, overdue },
      missingYear: calendarAlert?.year ?? null,
    }));
  }

  /** @throws Problem 404 `supervision-report-not-found` */
  async one(jurisdiction: string, id: string): Promise<SupervisionReport> {
    const report = await findReport(this.database, jurisdiction, id);
    if (report === null) throw notFound('supervision-report-not-found', '没有这份督办报告');
    return report;
  }
}
