import { apiSource, Casebook } from '@bancheng/casebook';
import type { EditMeeting as Change, MeetingView } from '@bancheng/contracts/http/joint-meeting';
import { InjectUnitOfWork, type Actor, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { MeetingEntity } from '../infrastructure/meeting.entity.js';
import { invitedTo } from '../infrastructure/meeting.repository.js';
import { AgendaActs, refuseFarMeeting } from './agenda-acts.js';
import { CONVENER_ROLES } from '../meeting-roles.js';
import { ReadMeetings } from './read-meetings.query.js';

/** Another time, place or agenda for a meeting that is still to be held. */
@Injectable()
export class EditMeeting {
  constructor(
    @InjectUnitOfWork('joint-meeting') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
    private readonly agenda: AgendaActs,
    private readonly meetings: ReadMeetings,
  ) {}

  /**
   * Another time or place is an act of every case that still awaits the meeting: the invited departments wait for it.
   * @param version the version the caller saw; a repeated request meets another one, so it applies once
   * @throws Problem 422 `date-too-far`; as `AgendaActs.lock`
   */
  async execute(actor: Actor, id: string, version: number, change: Change): Promise<MeetingView> {
    const { jurisdiction } = actor;
    await this.unitOfWork.run({ actor, idempotency: null, requestId: '' }, async (tx) => {
      const { meeting: before, left } = await this.agenda.lock(tx, id, actor, version);
      const { at = before.plannedAt, place = before.place, agenda = before.agenda } = change;
      await tx.update(MeetingEntity, { id }, { plannedAt: at, place, agenda, version: before.version + 1 });
      if (at === before.plannedAt && place === before.place) return;
      const departments = await invitedTo(tx, id);
      const source = apiSource(actor, CONVENER_ROLES);
      for (const { caseId } of left.filter((item) => item.awaits)) {
        await this.casebook.recordAct(tx, { caseId, jurisdiction }, source, 'meetingChanged', (_case, now, rules) => {
          refuseFarMeeting(at, now, rules);
          return { detail: { meetingId: id, departments, at } };
        });
      }
    });
    return this.meetings.one(actor, id);
  }
}
