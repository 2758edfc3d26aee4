import { actResponse, apiSource, Casebook, HallRules } from '@bancheng/casebook';
import type { ConveneMeeting as Order, MeetingActResponse } from '@bancheng/contracts/http/joint-meeting';
import {
  conflict,
  InjectUnitOfWork,
  unprocessable,
  uuidv7,
  type CommandContext,
  type UnitOfWork,
} from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { MeetingEntity } from '../infrastructure/meeting.entity.js';
import { MEETING_ROLES } from './meeting-roles.js';

/** 召集联席会议 for a complex case, before anything is dispatched (三(二)). */
@Injectable()
export class ConveneMeeting {
  constructor(
    @InjectUnitOfWork('joint-meeting') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
    private readonly rules: HallRules,
  ) {}

  /**
   * @param version the case's, as the caller saw it; null when it did not say
   * @throws Problem 422 `convener-not-invited`; 409 `not-complex`, `not-allowed-now`; 404, 412 as `recordAct`
   */
  async execute(command: CommandContext, order: Order, version: number | null): Promise<MeetingActResponse> {
    const { actor } = command;
    const { complaintId: caseId, convener, departments } = order;
    if (convener !== 'office' && !departments.includes(convener)) {
      throw unprocessable('convener-not-invited', '召集部门须为参会部门');
    }
    const reference = { caseId, jurisdiction: actor.jurisdiction, version };
    return this.unitOfWork.run(command, async (tx) => {
      const meetingId = uuidv7();
      const act = await this.casebook.recordAct(
        tx,
        reference,
        apiSource(actor, MEETING_ROLES),
        'meetingConvened',
        async (complaint, at) => {
          if (complaint.type !== 'complex') throw conflict('not-complex', '只有复杂事项召集联席会议');
          await tx.insert(MeetingEntity, {
            id: meetingId,
            caseId,
            jurisdiction: complaint.jurisdiction,
            convener,
            plannedAt: order.at,
            place: order.place,
            departments,
            agenda: order.agenda,
            convenedAt: at,
            version: 1,
          });
          return { kind: 'meetingConvened', detail: { meetingId, departments } };
        },
      );
      return { ...actResponse(act, this.rules.calendar), meetingId };
    });
  }
}
