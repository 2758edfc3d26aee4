import { actResponse, refuseDepartments } from '@bancheng/casebook';
import type { ConveneMeeting as Order, MeetingActs } from '@bancheng/contracts/http/joint-meeting';
import { OFFICE } from '@bancheng/domain';
import { InjectUnitOfWork, uuidv7, type Actor, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { InvitationEntity } from '../infrastructure/invitation.entity.js';
import { MeetingCaseEntity } from '../infrastructure/meeting-case.entity.js';
import { MeetingEntity } from '../infrastructure/meeting.entity.js';
import { AgendaActs } from './agenda-acts.js';
import { isOffice } from '../meeting-roles.js';
import { convenerNotInvited, convenerNotOwn, oneVersion } from '../meeting.problems.js';

/**
 * 召集联席会议 for one or several complex cases (三(二)): by the office, before anything is dispatched or again while it is, or by
 * the department that leads them.
 */
@Injectable()
export class ConveneMeeting {
  constructor(
    @InjectUnitOfWork('joint-meeting') private readonly unitOfWork: UnitOfWork,
    private readonly agenda: AgendaActs,
  ) {}

  /**
   * @param version the case's, as the caller saw it, where there is but one; null when it did not say
   * @throws Problem 400 `if-match-one-case`; 422 `convener-not-invited`, `convener-not-own`, `date-too-far`,
   *   `department-unknown`, `department-inactive`; 409 `not-complex`, `not-allowed-now`; 404 (also for a case that the department does not lead),
   *   412 as `recordAct`
   */
  execute(command: CommandContext, version: number | null, order: Order): Promise<MeetingActs> {
    const { actor } = command;
    const { complaintIds, convener, departments, at: plannedAt, place, agenda } = order;
    refuseConvener(actor, order);
    if (version !== null && complaintIds.length > 1) throw oneVersion();
    return this.unitOfWork.run(command, async (tx) => {
      const meetingId = uuidv7();
      const convening = { meetingId, departments, plannedAt, complaintIds, version };
      const { acts, items } = await this.agenda.convene(tx, actor, convening);
      await refuseDepartments(tx, actor.jurisdiction, departments, (index) => `/departments/${index}`);
      await tx.insert(MeetingEntity, {
        ...{ id: meetingId, jurisdiction: actor.jurisdiction, convener, plannedAt, place, agenda },
        ...{ convenedAt: acts[0]!.act.at, heldAt: null, minutes: null, cancelledAt: null, version: 1 },
      });
      await tx.insert(
        InvitationEntity,
        departments.map((department) => ({ meetingId, department, invited: true, attendance: null })),
      );
      await tx.insert(MeetingCaseEntity, items);
      return {
        meetingId,
        version: 1,
        acts: acts.map(actResponse),
        skipped: [],
      };
    });
  }
}

function refuseConvener(actor: Actor, { convener, departments }: Order): void {
  if (!isOffice(actor) && convener !== actor.department) throw convenerNotOwn();
  if (convener !== OFFICE && !departments.includes(convener)) throw convenerNotInvited();
}
