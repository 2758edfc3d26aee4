import type { MeetingState, MeetingView } from '@bancheng/contracts/http/joint-meeting';
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
import { selectMeetings } from '../infrastructure/meeting.repository.js';
import { readsAll } from '../meeting-roles.js';
import { MeetingViews } from './meeting-views.js';
import { meetingNotFound } from '../meeting.problems.js';

const position = z.uuid();

export type MeetingQuery = PageQuery & { complaintId?: string | undefined; state?: MeetingState | undefined };

/** The meetings of the caller's jurisdiction, latest first, and each by its id; a department's only those it has to do with. */
@Injectable()
export class ReadMeetings {
  constructor(
    @InjectDataSource('joint-meeting') private readonly dataSource: DataSource,
    private readonly views: MeetingViews,
  ) {}

  /** @throws Problem 404 `meeting-not-found` */
  async one(actor: Actor, id: string): Promise<MeetingView> {
    const tx = this.dataSource.manager;
    const rows = await selectMeetings(tx, { ...scopeOf(actor), id, before: null, limit: 1 });
    const [view] = await this.views.of(tx, rows, actor);
    if (view === undefined) throw meetingNotFound();
    return view;
  }

  /** @throws Problem 400 `cursor-malformed` */
  async page(actor: Actor, { complaintId, state, cursor, limit }: MeetingQuery): Promise<Page<MeetingView>> {
    const before = decodeCursor(cursor, position);
    const tx = this.dataSource.manager;
    const rows = await selectMeetings(tx, { ...scopeOf(actor), complaintId, state, before, limit: limit + 1 });
    return pageTogether(
      rows,
      limit,
      (shown) => this.views.of(tx, shown, actor),
      ({ id }) => id,
    );
  }
}

function scopeOf(actor: Actor) {
  return { jurisdiction: actor.jurisdiction, department: readsAll(actor) ? null : actor.department };
}
