import { readWorklist, worklistPosition } from '@bancheng/casebook';
import type { ComplaintSummary, WorklistName, WorklistScope } from '@bancheng/contracts/http/complaints';
import {
  CLOCK,
  decodeCursor,
  InjectDataSource,
  pageTogether,
  type Actor,
  type Clock,
  type Page,
  type PageQuery,
} from '@bancheng/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Summaries } from './summaries.js';

/** The clerk's worklists (三(四) 跟踪督办), the next deadline first. */
@Injectable()
export class ReadWorklist {
  constructor(
    @InjectDataSource('intake') private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly summaries: Summaries,
  ) {}

  /** @throws Problem 400 `cursor-malformed` */
  async execute(
    actor: Actor,
    name: WorklistName,
    { scope, cursor, limit }: PageQuery & { scope: WorklistScope },
  ): Promise<Page<ComplaintSummary>> {
    const now = this.clock.now();
    const query = {
      jurisdiction: actor.jurisdiction,
      handler: scope === 'own' ? actor.subject : null,
      after: decodeCursor(cursor, worklistPosition),
      limit: limit + 1,
    };
    const rows = await readWorklist(this.dataSource.manager, name, query, now);
    return pageTogether(
      rows,
      limit,
      (shown) =>
        this.summaries.of(
          shown.map(({ complaint }) => complaint),
          actor,
          now,
        ),
      ({ dueAt, complaint }) => ({ dueAt: dueAt ?? 'infinity', id: complaint.id }),
    );
  }
}
