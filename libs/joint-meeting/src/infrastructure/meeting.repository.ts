import type { MeetingState } from '@bancheng/contracts/http/joint-meeting';
import { preconditionFailed, type Actor } from '@bancheng/platform';
import type { EntityManager } from 'typeorm';
import { readsAll, runs } from '../meeting-roles.js';
import { alreadyHeld, meetingCancelled, meetingNotFound, notConvener } from '../meeting.problems.js';
import { AWAITS_MEETING } from './agenda.js';
import { InvitationEntity } from './invitation.entity.js';
import { MeetingEntity } from './meeting.entity.js';

/**
 * A meeting that the actor may read: the office any of its jurisdiction, a department those it is called to or convenes.
 * @throws Problem 404 `meeting-not-found`
 */
export async function findMeeting(tx: EntityManager, id: string, actor: Actor): Promise<MeetingEntity> {
  const meeting = await tx.findOneBy(MeetingEntity, { id, jurisdiction: actor.jurisdiction });
  if (meeting === null || !(readsAll(actor) || (await concerns(tx, meeting, actor)))) throw meetingNotFound();
  return meeting;
}

async function concerns(tx: EntityManager, { id, convener }: MeetingEntity, { department }: Actor): Promise<boolean> {
  if (department === null) return false;
  return convener === department || tx.existsBy(InvitationEntity, { meetingId: id, department });
}

/**
 * Reads a meeting that is still to be held and keeps others from changing it until the transaction ends. Whoever also records
 * acts of its cases has locked those before.
 * @param version the one the caller saw; null when it did not say
 * @throws Problem 404 as `findMeeting`; 409 `meeting-already-held`, `meeting-cancelled`; 412 `stale-version`
 */
export async function lockMeeting(
  tx: EntityManager,
  id: string,
  actor: Actor,
  version: number | null,
): Promise<MeetingEntity> {
  await findMeeting(tx, id, actor);
  const meeting = await tx.findOneOrFail(MeetingEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (meeting.heldAt !== null) throw alreadyHeld();
  if (meeting.cancelledAt !== null) throw meetingCancelled();
  if (version !== null && version !== meeting.version) {
    throw preconditionFailed('stale-version', '会议内容已被他人更新，请刷新后再办');
  }
  return meeting;
}

/** The same for who runs it. @throws Problem as `lockMeeting`, and 403 `not-convener` */
export async function lockOwnMeeting(
  tx: EntityManager,
  id: string,
  actor: Actor,
  version: number | null,
): Promise<MeetingEntity> {
  if (!runs(actor, await findMeeting(tx, id, actor))) throw notConvener();
  return lockMeeting(tx, id, actor, version);
}

/** The departments that are called to a meeting, in order. */
export async function invitedTo(tx: EntityManager, meetingId: string): Promise<string[]> {
  const invitations = await tx.findBy(InvitationEntity, { meetingId, invited: true });
  return invitations.map(({ department }) => department).sort();
}

/** Which meetings; what is undefined or null does not restrict. */
export interface MeetingSelection {
  jurisdiction: string;
  id?: string;
  /** Called to it, or convening it. */
  department: string | null;
  complaintId?: string | undefined;
  state?: MeetingState | undefined;
  /** Only those before this one, in the order of the list. */
  before: string | null;
  limit: number;
}

export interface MeetingRow {
  id: string;
  state: MeetingState;
}

/** Meetings by their ids, latest first, each with where it stands now: what became of its cases included. */
export function selectMeetings(tx: EntityManager, selection: MeetingSelection): Promise<MeetingRow[]> {
  const { jurisdiction, id = null, department, complaintId = null, state = null, before, limit } = selection;
  return tx.query<MeetingRow[]>(
    `select * from (
       select m.id, case
         when m.held_at is not null then 'held'
         when m.cancelled_at is not null then 'cancelled'
         when exists (select from joint_meeting.meeting_case mc
           where mc.meeting_id = m.id and ${AWAITS_MEETING}) then 'convened'
         else 'lapsed' end as state
       from joint_meeting.meeting m
       where m.jurisdiction = $1 and ($2::uuid is null or m.id = $2) and ($3::uuid is null or m.id < $3)
         and ($4::text is null or m.convener = $4 or exists (
           select from joint_meeting.invitation i where i.meeting_id = m.id and i.department = $4))
         and ($5::uuid is null or exists (
           select from joint_meeting.meeting_case o where o.meeting_id = m.id and o.case_id = $5))
     ) found
     where $6::text is null or state = $6
     order by id desc limit $7`,
    [jurisdiction, id, before, department, complaintId, state, limit],
  );
}
