import type { EditMeeting as Change, MeetingView } from '@bancheng/contracts/http/joint-meeting';
import { InjectDataSource, type Actor } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { MeetingEntity } from '../infrastructure/meeting.entity.js';
import { lockOwnMeeting } from '../infrastructure/meeting.repository.js';
import { ReadMeetings } from './read-meetings.query.js';

/** Another time, place or agenda for a meeting that is still to be held. */
@Injectable()
export class EditMeeting {
  constructor(
    @InjectDataSource('joint-meeting') private readonly dataSource: DataSource,
    private readonly meetings: ReadMeetings,
  ) {}

  /** @throws Problem as `lockOwnMeeting` */
  async execute(actor: Actor, id: string, change: Change, version: number): Promise<MeetingView> {
    await this.dataSource.transaction(async (tx) => {
      const before = await lockOwnMeeting(tx, id, actor, version);
      const { at = before.plannedAt, place = before.place, agenda = before.agenda } = change;
      await tx.update(MeetingEntity, { id }, { plannedAt: at, place, agenda, version: before.version + 1 });
    });
    return this.meetings.one(actor, id);
  }
}
