import type { AnswerInvitation as Given, InvitationAnswered } from '@bancheng/contracts/http/joint-meeting';
import { CLOCK, InjectUnitOfWork, type Clock, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Inject, Injectable } from '@nestjs/common';
import { InvitationAnswerEntity } from '../infrastructure/invitation-answer.entity.js';
import { InvitationEntity } from '../infrastructure/invitation.entity.js';
import { MeetingEntity } from '../infrastructure/meeting.entity.js';
import { lockMeeting } from '../infrastructure/meeting.repository.js';
import { meetingNotFound } from '../meeting.problems.js';

/** An invited department says whether it comes; it may answer anew until the meeting is held, and every answer is kept. */
@Injectable()
export class AnswerInvitation {
  constructor(
    @InjectUnitOfWork('joint-meeting') private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * No act of any case: it moves nothing but the meeting's version.
   * @throws Problem 404 for a department that is not invited; 409, 412 as `lockMeeting`
   */
  execute(
    command: CommandContext,
    meetingId: string,
    version: number | null,
    { answer, reason: said }: Given,
  ): Promise<InvitationAnswered> {
    const { actor } = command;
    return this.unitOfWork.run(command, async (tx) => {
      const meeting = await lockMeeting(tx, meetingId, actor, version);
      const invitation = await tx.findOneBy(InvitationEntity, { meetingId, department: actor.department! });
      if (invitation === null) throw meetingNotFound();
      const { department } = invitation;
      const reason = said ?? null;
      const answeredAt = this.clock.now();
      const given = { answer, reason, answeredBy: actor.subject, answeredAt };
      const next = meeting.version + 1;
      await tx.insert(InvitationAnswerEntity, { meetingId, meetingVersion: next, department, ...given });
      await tx.update(MeetingEntity, { id: meetingId }, { version: next });
      return { meetingId, version: next, department, answer, reason, by: actor.subject, at: answeredAt };
    });
  }
}
