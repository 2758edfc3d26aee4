import type { CommitmentView } from '@bancheng/contracts/http/joint-meeting';
import {
  decodeCursor,
  InjectDataSource,
  pageTogether,
  type Actor,
  type Page,
  type PageQuery,
} from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { selectCommitments } from '../infrastructure/commitments.js';
import { CommitmentViews } from './commitment-views.js';
import { readsAll } from '../meeting-roles.js';

const position = z.uuid();

export type CommitmentQuery = PageQuery & { complaintId?: string | undefined; open?: boolean | undefined };

/** The 议定事项 of the caller's jurisdiction, earliest first; a department's only its own. */
@Injectable()
export class ReadCommitments {
  constructor(
    @InjectDataSource('joint-meeting') private readonly dataSource: DataSource,
    private readonly views: CommitmentViews,
  ) {}

  /** @throws Problem 400 `cursor-malformed` */
  async page(actor: Actor, { complaintId, open, cursor, limit }: CommitmentQuery): Promise<Page<CommitmentView>> {
    const after = decodeCursor(cursor, position);
    const tx = this.dataSource.manager;
    const { jurisdiction } = actor;
    const department = readsAll(actor) ? null : actor.department;
    const rows = await selectCommitments(tx, { jurisdiction, department, complaintId, open, after, limit: limit + 1 });
    return pageTogether(
      rows,
      limit,
      (shown) => this.views.of(tx, shown, actor),
      ({ id }) => id,
    );
  }
}
