import { ParticularsReader, readCasesFor, type Complaint } from '@bancheng/casebook';
import type { InvitationView, MeetingCaseState, MeetingView } from '@bancheng/contracts/http/joint-meeting';
import { namesOf, type NameOf } from '@bancheng/directory';
import type { Actor } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { agendaOf, type AgendaItem } from '../infrastructure/agenda.js';
import { CommitmentEntity } from '../infrastructure/commitment.entity.js';
import { InvitationAnswerEntity } from '../infrastructure/invitation-answer.entity.js';
import { InvitationEntity } from '../infrastructure/invitation.entity.js';
import { MeetingEntity } from '../infrastructure/meeting.entity.js';
import type { MeetingRow } from '../infrastructure/meeting.repository.js';
import { CommitmentViews } from './commitment-views.js';
import { readsAll, runs } from '../meeting-roles.js';

type Redact = (text: string) => string;

/**
 * Meetings as one reader may see them: where a citizen is hidden, name and phone are gone from every text; a department sees
 * its own commitments, and the others' answers only when it convenes.
 */
@Injectable()
export class MeetingViews {
  constructor(
    private readonly particulars: ParticularsReader,
    private readonly commitments: CommitmentViews,
  ) {}

  async of(tx: EntityManager, rows: readonly MeetingRow[], actor: Actor): Promise<MeetingView[]> {
    const ids = rows.map(({ id }) => id);
    const meetings = await tx.findBy(MeetingEntity, { id: In(ids) });
    const agendas = await agendaOf(tx, ids);
    const invitations = await tx.find(InvitationEntity, {
      where: { meetingId: In(ids) },
      order: { department: 'asc' },
    });
    const answers = await tx.find(InvitationAnswerEntity, {
      where: { meetingId: In(ids) },
      order: { meetingVersion: 'asc' },
    });
    const caseIds = [...new Set(agendas.map(({ caseId }) => caseId))];
    const cases = await readCasesFor(tx, caseIds, actor);
    const redact = await this.particulars.redactorFor(tx, caseIds, actor);
    const made = await this.commitments.of(tx, await commitmentsOf(tx, ids, actor), actor);
    const nameOf = await namesOf(
      tx,
      actor.jurisdiction,
      answers.map(({ answeredBy }) => answeredBy),
    );
    return rows.map(({ id, state }) => {
      const meeting = meetings.find((one) => one.id === id)!;
      const seesAnswers = (department: string) =>
        readsAll(actor) || runs(actor, meeting) || department === actor.department;
      const ofMeeting = <T extends { meetingId: string }>(rows: readonly T[]) =>
        rows.filter((row) => row.meetingId === id);
      return {
        ...{ meetingId: id, state, convener: meeting.convener, at: meeting.plannedAt, place: redact(meeting.place) },
        agenda: redact(meeting.agenda),
        convenedAt: meeting.convenedAt,
        cases: ofMeeting(agendas).map((item) => caseView(item, cases.get(item.caseId)!, redact)),
        invitations: ofMeeting(invitations).map((invitation) =>
          invitationView(invitation, seesAnswers(invitation.department) ? ofMeeting(answers) : [], redact, nameOf),
        ),
        heldAt: meeting.heldAt,
        minutes: meeting.minutes === null ? null : redact(meeting.minutes),
        commitments: ofMeeting(made),
        version: meeting.version,
      };
    });
  }
}

function commitmentsOf(tx: EntityManager, meetingIds: readonly string[], actor: Actor): Promise<CommitmentEntity[]> {
  const own = readsAll(actor) ? {} : { department: actor.department! };
  return tx.find(CommitmentEntity, {
    where: { meetingId: In(meetingIds), ...own },
    order: { caseId: 'asc', position: 'asc' },
  });
}

function caseView(item: AgendaItem, complaint: Complaint, redact: Redact): MeetingView['cases'][number] {
  const { caseId, leadDepartment, decisions, reason } = item;
  return {
    ...{ complaintId: caseId, number: complaint.number, caseStatus: complaint.status, caseVersion: complaint.seq },
    ...{ state: stateOf(item), leadDepartment },
    decisions: decisions === null ? null : redact(decisions),
    reason: reason === null ? null : redact(reason),
  };
}

function stateOf({ endedAs, awaits }: AgendaItem): MeetingCaseState {
  return endedAs ?? (awaits ? 'convened' : 'moved-on');
}

function invitationView(
  { department, invited, attendance }: InvitationEntity,
  answers: readonly InvitationAnswerEntity[],
  redact: Redact,
  nameOf: NameOf,
): InvitationView {
  const own = answers.filter((answer) => answer.department === department);
  return {
    ...{ department, invited, attendance },
    answers: own.map(({ answer, reason, answeredBy, answeredAt }) => ({
      answer,
      reason: reason === null ? null : redact(reason),
      by: answeredBy,
      byName: nameOf(answeredBy),
      at: answeredAt,
    })),
  };
}
