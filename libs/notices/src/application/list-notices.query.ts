import type { Notice as NoticeView, NoticeQuery } from '@bancheng/contracts/http/notices';
import { namesOf } from '@bancheng/directory';
import { decodeCursor, InjectDataSource, pageOf, type Actor, type Page } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { pageOfNotices } from '../infrastructure/notices.repository.js';
import type { Notice } from '../notice.js';
import { render } from '../templates.js';

export const position = z.string().regex(/^\d{1,18}$/);

/** What was told to whom in a jurisdiction, newest first; what failed is found by its state. */
@Injectable()
export class ListNotices {
  constructor(@InjectDataSource('notices') private readonly database: DataSource) {}

  async execute({ jurisdiction }: Actor, query: NoticeQuery): Promise<Page<NoticeView>> {
    const before = decodeCursor(query.cursor, position);
    const rows = await pageOfNotices(this.database.manager, jurisdiction, query, before);
    const people = rows.flatMap(({ person, calledBy }) => [person, calledBy]);
    const nameOf = await namesOf(this.database.manager, jurisdiction, people);
    return pageOf(
      rows,
      query.limit,
      (row) => ({ ...viewOf(row), personName: nameOf(row.person), calledByName: nameOf(row.calledBy) }),
      (row) => row.position,
    );
  }
}

function viewOf(notice: Notice): Omit<NoticeView, 'personName' | 'calledByName'> {
  const {
    id,
    caseId,
    number,
    recipient,
    department,
    person,
    template,
    channel,
    state,
    createdAt,
    settledAt,
    calledBy,
  } = notice;
  return {
    ...{ noticeId: id, complaintId: caseId, number, recipient, department, person, template },
    text: render(template, number, notice.parameters).text,
    ...{ channel, state, skippedBecause: notice.skippedBecause },
    ...{ attempts: notice.attempts, lastError: notice.lastError, createdAt, settledAt, calledBy },
  };
}
