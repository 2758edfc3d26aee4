import { actResponse, apiSource, Casebook, HallRules } from '@bancheng/casebook';
import type { HoldMeeting as Report, MeetingActResponse } from '@bancheng/contracts/http/joint-meeting';
import { InjectUnitOfWork, unprocessable, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { MeetingEntity } from '../infrastructure/meeting.entity.js';
import { findMeeting, lockMeeting } from '../infrastructure/meeting.repository.js';
import { MEETING_ROLES } from './meeting-roles.js';

/** The meeting was held: its minutes name the lead department, which the dispatches then follow (三(三)). */
@Injectable()
export class HoldMeeting {
  constructor(
    @InjectUnitOfWork('joint-meeting') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
    private readonly rules: HallRules,
  ) {}

  /**
   * @param version the meeting's, as the caller saw it; null when it did not say
   * @throws Problem 422 `lead-not-attending`; 404 `meeting-not-found`; 409 `not-allowed-now`; 412 `stale-version`
   */
  async execute(
    command: CommandContext,
    meetingId: string,
    report: Report,
    version: number | null,
  ): Promise<MeetingActResponse> {
    const { jurisdiction } = command.actor;
    const { attendees, minutes, leadDepartment } = report;
    if (!attendees.includes(leadDepartment)) throw unprocessable('lead-not-attending', '牵头部门须为到会部门');
    return this.unitOfWork.run(command, async (tx) => {
      const { caseId } = await findMeeting(tx, meetingId, jurisdiction);
      const act = await this.casebook.recordAct(
        tx,
        { caseId, jurisdiction },
        apiSource(command.actor, MEETING_ROLES),
        'meetingHeld',
        async (_complaint, at) => {
          const meeting = await lockMeeting(tx, meetingId, jurisdiction, version);
          await tx.update(
            MeetingEntity,
            { id: meetingId },
            { heldAt: at, attendees, minutes, leadDepartment, version: meeting.version + 1 },
          );
          return { kind: 'meetingHeld', detail: { meetingId, leadDepartment }, patch: { leadDepartment } };
        },
      );
      return { ...actResponse(act, this.rules.calendar), meetingId };
    });
  }
}
