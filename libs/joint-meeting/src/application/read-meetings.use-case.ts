import type { MeetingView } from '@bancheng/contracts/http/joint-meeting';
import { decodeCursor, InjectDataSource, pageOf, type Actor, type Page, type PageQuery } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { LessThan, type DataSource } from 'typeorm';
import { z } from 'zod';
import { MeetingEntity } from '../infrastructure/meeting.entity.js';
import { toMeetingView } from '../infrastructure/meeting.mapper.js';
import { findMeeting } from '../infrastructure/meeting.repository.js';

const position = z.uuid();

/** The meetings of the caller's jurisdiction, latest first, and each by its id. */
@Injectable()
export class ReadMeetings {
  constructor(@InjectDataSource('joint-meeting') private readonly dataSource: DataSource) {}

  /** @throws Problem 404 `meeting-not-found` */
  async one(actor: Actor, id: string): Promise<{ view: MeetingView; version: number }> {
    const meeting = await findMeeting(this.dataSource.manager, id, actor.jurisdiction);
    return { view: toMeetingView(meeting), version: meeting.version };
  }

  /** @throws Problem 400 `cursor-malformed` */
  async page(
    { jurisdiction }: Actor,
    { complaintId, cursor, limit }: PageQuery & { complaintId?: string | undefined },
  ): Promise<Page<MeetingView>> {
    const before = decodeCursor(cursor, position);
    const rows = await this.dataSource.manager.find(MeetingEntity, {
      where: {
        jurisdiction,
        ...(complaintId === undefined ? {} : { caseId: complaintId }),
        ...(before === null ? {} : { id: LessThan(before) }),
      },
      order: { id: 'desc' },
      take: limit + 1,
    });
    return pageOf(rows, limit, toMeetingView, (meeting) => meeting.id);
  }
}
