import { actResponse, apiSource, Casebook, refuseDepartments, ruled, type Recorded } from '@bancheng/casebook';
import type { CaseReport, HoldMeeting as Report, MeetingActs } from '@bancheng/contracts/http/joint-meeting';
import {
  commitmentClock,
  commitmentDeadline,
  OFFICE,
  progressClocksOf,
  startClock,
  stopProgress,
  type CaseClock,
  type CaseRules,
  type CommitmentTerm,
} from '@bancheng/domain';
import { InjectUnitOfWork, uuidv7, type Actor, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CommitmentEntity } from '../infrastructure/commitment.entity.js';
import { InvitationEntity } from '../infrastructure/invitation.entity.js';
import { MeetingCaseEntity } from '../infrastructure/meeting-case.entity.js';
import { MeetingEntity } from '../infrastructure/meeting.entity.js';
import { AgendaActs } from './agenda-acts.js';
import { skippedOf } from './cancel-meeting.use-case.js';
import { commitmentAt, leadAt, refuseReport, refuseUnknownGuests } from './meeting-report.js';
import { CONVENER_ROLES, isOffice } from '../meeting-roles.js';
import { leadDiffers, meetingLapsed, officeLeadsItself } from '../meeting.problems.js';

/**
 * The meeting was held: of each case its minutes name the lead department, which the dispatches then follow (三(三)), and the
 * 议定事项, each with a department and a clock of its own inside the case. Cases that moved on meanwhile are left out.
 */
@Injectable()
export class HoldMeeting {
  constructor(
    @InjectUnitOfWork('joint-meeting') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
    private readonly agenda: AgendaActs,
  ) {}

  /**
   * @param version the meeting's, as the caller saw it; null when it did not say
   * @throws Problem 403, 404; 409 `meeting-already-held`, `meeting-cancelled`, `meeting-lapsed` when every case moved on; 412
   *   `stale-version`; 422 `lead-differs` for another lead of a case that is dispatched,
   *   `office-leads-itself` where a department names the office, `dispatch-date-past`, `date-too-far`,
   *   `department-inactive` for a department stopped meanwhile that is to lead or has a 议定事项, and as `refuseReport`,
   *   `refuseUnknownGuests`
   */
  execute(command: CommandContext, meetingId: string, version: number | null, report: Report): Promise<MeetingActs> {
    const { actor } = command;
    return this.unitOfWork.run(command, async (tx) => {
      const { meeting, left } = await this.agenda.lock(tx, meetingId, actor, version);
      const awaiting = left.filter((item) => item.awaits);
      if (awaiting.length === 0) throw meetingLapsed();
      const invited = await tx.findBy(InvitationEntity, { meetingId, invited: true });
      refuseReport(report, left, invited);
      await refuseUnknownGuests(tx, actor.jurisdiction, report, invited);
      const acts: Recorded[] = [];
      for (const { caseId } of awaiting) acts.push(await this.record(tx, actor, meetingId, report, caseId));
      const heldAt = acts[0]!.act.at;
      for (const { caseId, awaits } of left) {
        if (!awaits) await tx.update(MeetingCaseEntity, { meetingId, caseId }, { endedAs: 'skipped', endedAt: heldAt });
      }
      await recordAttendance(tx, meetingId, report);
      const next = { heldAt, minutes: report.minutes, version: meeting.version + 1 };
      await tx.update(MeetingEntity, { id: meetingId }, next);
      return {
        ...{ meetingId, version: next.version, acts: acts.map(actResponse) },
        skipped: await skippedOf(tx, left),
      };
    });
  }

  private async record(
    tx: EntityManager,
    actor: Actor,
    meetingId: string,
    { cases }: Report,
    caseId: string,
  ): Promise<Recorded> {
    const index = cases.findIndex(({ complaintId }) => complaintId === caseId);
    const { leadDepartment, decisions, commitments: orders } = cases[index]!;
    const { jurisdiction } = actor;
    const made = orders.map((order, nth) => ({ ...order, id: uuidv7(), pointer: commitmentAt(index, nth) }));
    const recorded = await this.casebook.recordAct(
      tx,
      { caseId, jurisdiction },
      apiSource(actor, CONVENER_ROLES),
      'meetingHeld',
      async (complaint, at, rules) => {
        const dispatched = complaint.status === 'dispatched';
        if (dispatched && complaint.leadDepartment !== leadDepartment) throw leadDiffers().at(leadAt(index));
        const officeLeads = leadDepartment === OFFICE;
        if (officeLeads && !isOffice(actor)) throw officeLeadsItself().at(leadAt(index));
        const bound = made.map(({ department }) => department);
        await refuseDepartments(tx, jurisdiction, bound, (nth) => `${made[nth]!.pointer}/department`);
        if (!dispatched && !officeLeads)
          await refuseDepartments(tx, jurisdiction, [leadDepartment], () => leadAt(index));
        // A department that leads from now on reports instead of the office.
        const clocks = made.map((order) => newCommitmentClock(order, at, rules));
        const commitments = made.map(({ id, department }, nth) => ({
          ...{ commitmentId: id, department, dueAt: clocks[nth]!.dueAt },
        }));
        return {
          detail: { meetingId, leadDepartment, commitments },
          to: dispatched ? 'dispatched' : 'meeting-held',
          clocks: [...clocks, ...(officeLeads ? [] : stopProgress(progressClocksOf(complaint, OFFICE), at))],
          patch: { leadDepartment },
          texts: [
            { kind: 'meeting-decision', ref: meetingId, body: decisions },
            ...made.map(({ id, text }) => ({ kind: 'commitment' as const, ref: id, body: text })),
          ],
        };
      },
    );
    const ended = { endedAs: 'held', endedAt: recorded.act.at, leadDepartment, decisions } as const;
    await tx.update(MeetingCaseEntity, { meetingId, caseId }, ended);
    for (const [position, { id, department, text }] of made.entries()) {
      await tx.insert(CommitmentEntity, { id, meetingId, caseId, jurisdiction, position, department, text });
    }
    return recorded;
  }
}

type Made = CaseReport['commitments'][number] & { id: string; pointer: string };

/** A commitment agreed for a named day keeps that day at a re-projection. */
function newCommitmentClock(
  { id, department, byDate, workingDays, pointer }: Made,
  at: string,
  rules: CaseRules,
): CaseClock {
  const due = (term: CommitmentTerm) => commitmentDeadline(term, at, rules.policy, rules.calendar);
  const key = { ...commitmentClock(id), department } as const;
  if (byDate === undefined) {
    const counted = ruled(() => due({ workingDays: workingDays! }), `${pointer}/workingDays`);
    return startClock(key, at, counted);
  }
  const deadline = ruled(() => due({ byDate }), `${pointer}/byDate`);
  return { ...startClock(key, at, deadline), requirement: { byDate } };
}

/** Adds a department that came without an invitation to the list of those invited. */
async function recordAttendance(tx: EntityManager, meetingId: string, { attendance }: Report): Promise<void> {
  for (const { department, as } of attendance) {
    const { affected } = await tx.update(InvitationEntity, { meetingId, department }, { attendance: as });
    if (affected === 0) await tx.insert(InvitationEntity, { meetingId, department, invited: false, attendance: as });
  }
}
