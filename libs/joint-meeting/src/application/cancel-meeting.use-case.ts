import { actResponse, apiSource, Casebook, readCases, type Complaint, type Recorded } from '@bancheng/casebook';
import type { CancelMeeting as Order, MeetingActs } from '@bancheng/contracts/http/joint-meeting';
import { InjectUnitOfWork, type Actor, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgendaItem } from '../infrastructure/agenda.js';
import { MeetingCaseEntity } from '../infrastructure/meeting-case.entity.js';
import { MeetingEntity } from '../infrastructure/meeting.entity.js';
import { invitedTo } from '../infrastructure/meeting.repository.js';
import { AgendaActs } from './agenda-acts.js';
import { CONVENER_ROLES } from '../meeting-roles.js';
import { meetingLapsed, notOnAgenda } from '../meeting.problems.js';

/** A convened meeting is not held, or no longer treats one of its cases; each goes back to where it stood before. */
@Injectable()
export class CancelMeeting {
  constructor(
    @InjectUnitOfWork('joint-meeting') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
    private readonly agenda: AgendaActs,
  ) {}

  /**
   * @param complaintId the one case to be taken off the agenda; null cancels the meeting
   * @param version the meeting's, as the caller saw it; null when it did not say
   * @throws Problem 403, 404; 409 `meeting-already-held`, `meeting-cancelled`, `meeting-lapsed`; 412 `stale-version`; 422
   *   `case-not-on-agenda`
   */
  execute(
    command: CommandContext,
    meetingId: string,
    complaintId: string | null,
    version: number | null,
    { reason }: Order,
  ): Promise<MeetingActs> {
    const { actor } = command;
    return this.unitOfWork.run(command, async (tx) => {
      const { meeting, left } = await this.agenda.lock(tx, meetingId, actor, version);
      const concerned = left.filter((item) => complaintId === null || item.caseId === complaintId);
      const awaiting = concerned.filter((item) => item.awaits);
      if (awaiting.length === 0) throw complaintId === null ? meetingLapsed() : notOnAgenda();
      const acts: Recorded[] = [];
      const departments = await invitedTo(tx, meetingId);
      for (const item of awaiting) acts.push(await this.record(tx, actor, item, departments));
      const at = acts[0]!.act.at;
      for (const { caseId, awaits } of concerned) {
        const ended = awaits ? ({ endedAs: 'cancelled', reason } as const) : ({ endedAs: 'skipped' } as const);
        await tx.update(MeetingCaseEntity, { meetingId, caseId }, { ...ended, endedAt: at });
      }
      const cancelledAt = concerned.length === left.length ? at : null;
      const next = { cancelledAt, version: meeting.version + 1 };
      await tx.update(MeetingEntity, { id: meetingId }, next);
      return {
        ...{ meetingId, version: next.version, acts: acts.map(actResponse) },
        skipped: await skippedOf(tx, concerned),
      };
    });
  }

  private record(
    tx: EntityManager,
    actor: Actor,
    { meetingId, caseId, statusBefore }: AgendaItem,
    departments: string[],
  ): Promise<Recorded> {
    return this.casebook.recordAct(
      tx,
      { caseId, jurisdiction: actor.jurisdiction },
      apiSource(actor, CONVENER_ROLES),
      'meetingCancelled',
      (complaint) => ({
        detail: { meetingId, departments },
        to: standingAfter(complaint, statusBefore),
      }),
    );
  }
}

/**
 * Only a case that waits for its meeting alone goes back: slips may have been sent, or recalled, since it was convened.
 */
function standingAfter({ status }: Complaint, before: AgendaItem['statusBefore']) {
  if (status === 'dispatched') return 'dispatched';
  return status === 'meeting-convened' && before === 'accepted' ? 'accepted' : 'meeting-held';
}

/** Where the cases stand that the meeting no longer treats. */
export async function skippedOf(tx: EntityManager, items: readonly AgendaItem[]): Promise<MeetingActs['skipped']> {
  const ids = items.filter((item) => !item.awaits).map((item) => item.caseId);
  const cases = await readCases(tx, ids);
  return ids.map((complaintId) => ({ complaintId, status: cases.get(complaintId)!.status }));
}
