import type { MadeReport } from '@bancheng/contracts';
import { consumeOnce, InjectDataSource } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { MakeNotices } from './make-notices.js';
import type { NoticeDraft } from '../notice-draft.js';
import { StartNotices } from './start-notices.js';

const CONSUMER = 'supervision-report';

/** 三(四) 跟踪督办: the leader of a jurisdiction is told that the report is there, and what it comes to. */
@Injectable()
export class TellOfReport {
  constructor(
    @InjectDataSource('notices') private readonly database: DataSource,
    private readonly making: MakeNotices,
    private readonly starting: StartNotices,
  ) {}

  /** Makes one notice a report, however often it is called. */
  async execute(report: MadeReport): Promise<void> {
    const { reportId, jurisdiction, madeAt } = report;
    const occasion = { caseId: null, number: null, jurisdiction, at: madeAt };
    const made = await this.database.transaction(async (tx) =>
      (await consumeOnce(tx, 'notices', CONSUMER, [reportId])).has(reportId)
        ? this.making.execute(tx, reportId, occasion, [reportNotice(report)])
        : [],
    );
    if (made.some(({ state }) => state === 'pending')) this.starting.soon();
  }
}

export function reportNotice({ reportId, from, open, due, overdue, missingYear }: MadeReport): NoticeDraft {
  const report = { reportId, from, open, due, overdue, missingYear };
  return { to: { kind: 'leader' }, template: 'leader-report', parameters: { report } };
}
