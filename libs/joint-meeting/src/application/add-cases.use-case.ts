import { actResponse } from '@bancheng/casebook';
import type { AddCases as Order, MeetingActs } from '@bancheng/contracts/http/joint-meeting';
import { InjectUnitOfWork, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { agendaOf } from '../infrastructure/agenda.js';
import { MeetingCaseEntity } from '../infrastructure/meeting-case.entity.js';
import { MeetingEntity } from '../infrastructure/meeting.entity.js';
import { findMeeting, invitedTo, lockOwnMeeting } from '../infrastructure/meeting.repository.js';
import { AgendaActs } from './agenda-acts.js';
import { alreadyOnAgenda } from '../meeting.problems.js';

/** A meeting that is still to be held treats further cases too. */
@Injectable()
export class AddCases {
  constructor(
    @InjectUnitOfWork('joint-meeting') private readonly unitOfWork: UnitOfWork,
    private readonly agenda: AgendaActs,
  ) {}

  /**
   * @param version the meeting's, as the caller saw it; null when it did not say
   * @throws Problem 409 `already-on-agenda`, `meeting-already-held`, `meeting-cancelled`; 403, 404, 409, 412 as `ConveneMeeting`
   */
  execute(
    command: CommandContext,
    meetingId: string,
    version: number | null,
    { complaintIds }: Order,
  ): Promise<MeetingActs> {
    const { actor } = command;
    return this.unitOfWork.run(command, async (tx) => {
      await findMeeting(tx, meetingId, actor);
      await this.agenda.lockCases(
        tx,
        complaintIds.toSorted().map((caseId) => ({ caseId })),
        actor,
      );
      const meeting = await lockOwnMeeting(tx, meetingId, actor, version);
      await refuseOnAgenda(tx, meetingId, complaintIds);
      const departments = await invitedTo(tx, meetingId);
      const convening = { meetingId, departments, plannedAt: null, complaintIds, version: null };
      const { acts, items } = await this.agenda.convene(tx, actor, convening);
      await tx.upsert(MeetingCaseEntity, items, ['meetingId', 'caseId']);
      await tx.update(MeetingEntity, { id: meetingId }, { version: meeting.version + 1 });
      return {
        meetingId,
        version: meeting.version + 1,
        acts: acts.map(actResponse),
        skipped: [],
      };
    });
  }
}

/** A case that was taken off the agenda, or had moved on and came back, may be put on again. */
async function refuseOnAgenda(tx: EntityManager, meetingId: string, complaintIds: readonly string[]): Promise<void> {
  const items = await agendaOf(tx, [meetingId]);
  if (items.some((item) => item.awaits && complaintIds.includes(item.caseId))) throw alreadyOnAgenda();
}
