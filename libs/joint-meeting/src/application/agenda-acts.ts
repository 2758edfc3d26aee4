import { apiSource, Casebook, complaintNotFound, ruled, type Recorded } from '@bancheng/casebook';
import { localDateOf, refuseTooFar, type CaseRules } from '@bancheng/domain';
import type { Actor } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { agendaOf, type AgendaItem } from '../infrastructure/agenda.js';
import { MeetingCaseEntity } from '../infrastructure/meeting-case.entity.js';
import type { MeetingEntity } from '../infrastructure/meeting.entity.js';
import { findMeeting, lockOwnMeeting } from '../infrastructure/meeting.repository.js';
import { CONVENER_ROLES, isOffice } from '../meeting-roles.js';
import { notComplex } from '../meeting.problems.js';

export interface Convening {
  meetingId: string;
  departments: string[];
  /** For when it is planned; null where cases are added to a meeting whose time is known. */
  plannedAt: string | null;
  complaintIds: readonly string[];
  /** The one case's, as the caller saw it; null when it did not say. */
  version: number | null;
}

/**
 * What the acts of a meeting share: several cases in one transaction, locked in ascending order of their ids, the meeting
 * after them.
 */
@Injectable()
export class AgendaActs {
  constructor(private readonly casebook: Casebook) {}

  /**
   * Locks the cases that a meeting is still to treat, then the meeting.
   * @returns what is left on its agenda, also what has moved on meanwhile
   * @throws Problem as `lockOwnMeeting`
   */
  async lock(
    tx: EntityManager,
    meetingId: string,
    actor: Actor,
    version: number | null,
  ): Promise<{ meeting: MeetingEntity; left: AgendaItem[] }> {
    await findMeeting(tx, meetingId, actor);
    await this.lockCases(tx, await leftOf(tx, meetingId), actor);
    const meeting = await lockOwnMeeting(tx, meetingId, actor, version);
    return { meeting, left: await leftOf(tx, meetingId) };
  }

  /** One `meetingConvened` a case, each with its line on the agenda. @throws Problem 404, 409 `not-complex`, `not-allowed-now`, 422 `date-too-far` */
  async convene(tx: EntityManager, actor: Actor, { complaintIds, version, ...plan }: Convening) {
    const { meetingId, departments, plannedAt } = plan;
    const acts: Recorded<unknown>[] = [];
    const items: MeetingCaseEntity[] = [];
    for (const caseId of complaintIds.toSorted()) {
      const recorded = await this.casebook.recordAct(
        tx,
        { caseId, jurisdiction: actor.jurisdiction, version },
        apiSource(actor, CONVENER_ROLES),
        'meetingConvened',
        (complaint, at, rules) => {
          if (!isOffice(actor) && complaint.leadDepartment !== actor.department) throw complaintNotFound();
          if (complaint.type !== 'complex') throw notComplex();
          if (plannedAt !== null) refuseFarMeeting(plannedAt, at, rules);
          const { status } = complaint;
          const to = status === 'dispatched' ? 'dispatched' : 'meeting-convened';
          return { detail: { meetingId, departments }, to, result: status };
        },
      );
      acts.push(recorded);
      const { act, result: statusBefore } = recorded;
      items.push({ ...{ meetingId, caseId, statusBefore, addedAt: act.at }, ...UNDECIDED });
    }
    return { acts, items };
  }

  async lockCases(tx: EntityManager, items: readonly { caseId: string }[], { jurisdiction }: Actor): Promise<void> {
    for (const { caseId } of items) await this.casebook.lock(tx, { caseId, jurisdiction });
  }
}

/** @throws Problem 422 `date-too-far` */
export function refuseFarMeeting(plannedAt: string, at: string, { policy, calendar }: CaseRules): void {
  ruled(() => refuseTooFar({ byDate: localDateOf(plannedAt) }, at, policy, calendar), '/at');
}

const UNDECIDED = { endedAs: null, endedAt: null, leadDepartment: null, decisions: null, reason: null };

async function leftOf(tx: EntityManager, meetingId: string): Promise<AgendaItem[]> {
  const items = await agendaOf(tx, [meetingId]);
  return items.filter((item) => item.endedAs === null);
}
