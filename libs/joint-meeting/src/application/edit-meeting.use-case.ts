import type { EditMeeting as Change, MeetingView } from '@bancheng/contracts/http/joint-meeting';
import { conflict, InjectDataSource, type Actor } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { MeetingEntity } from '../infrastructure/meeting.entity.js';
import { toMeetingView } from '../infrastructure/meeting.mapper.js';
import { lockMeeting } from '../infrastructure/meeting.repository.js';

/** Another time, place or agenda for a meeting that is still to be held. */
@Injectable()
export class EditMeeting {
  constructor(@InjectDataSource('joint-meeting') private readonly dataSource: DataSource) {}

  /** @throws Problem 404 `meeting-not-found`, 409 `meeting-already-held`, 412 `stale-version` */
  execute(actor: Actor, id: string, change: Change, version: number): Promise<{ view: MeetingView; version: number }> {
    return this.dataSource.transaction(async (tx) => {
      const before = await lockMeeting(tx, id, actor.jurisdiction, version);
      if (before.heldAt !== null) throw conflict('meeting-already-held', '会议已召开，不能再修改');
      const after: MeetingEntity = {
        ...before,
        plannedAt: change.at ?? before.plannedAt,
        place: change.place ?? before.place,
        agenda: change.agenda ?? before.agenda,
        version: before.version + 1,
      };
      await tx.update(MeetingEntity, { id }, after);
      return { view: toMeetingView(after), version: after.version };
    });
  }
}
