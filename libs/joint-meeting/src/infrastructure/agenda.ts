import { actedSince, caseStands } from '@bancheng/casebook';
import { ACTS } from '@bancheng/domain';
import { In, type EntityManager } from 'typeorm';
import { MeetingCaseEntity } from './meeting-case.entity.js';

/**
 * Whether a matter `mc` on an agenda still awaits its meeting: its case stands where a meeting may be held, and was not
 * withdrawn or terminated meanwhile (a reopened one starts anew). Nobody has to tell the meeting: the casebook knows.
 */
export const AWAITS_MEETING = `(mc.ended_as is null and ${caseStands('mc.case_id', ACTS.meetingHeld.from)}
  and not ${actedSince('mc.case_id', ['withdrawn', 'terminated'], 'mc.added_at')})`;

/** One matter of a meeting; `awaits` while the meeting is to treat it. */
export type AgendaItem = MeetingCaseEntity & { awaits: boolean };

/** The agendas of these meetings, in ascending order of the cases' ids, the order in which they are locked. */
export async function agendaOf(tx: EntityManager, meetingIds: readonly string[]): Promise<AgendaItem[]> {
  const items = await tx.find(MeetingCaseEntity, { where: { meetingId: In(meetingIds) }, order: { caseId: 'asc' } });
  const awaiting = await tx.query<{ meeting_id: string; case_id: string }[]>(
    `select mc.meeting_id, mc.case_id from joint_meeting.meeting_case mc
     where mc.meeting_id = any($1) and ${AWAITS_MEETING}`,
    [meetingIds],
  );
  const keys = new Set(awaiting.map((row) => row.meeting_id + row.case_id));
  return items.map((item) => ({ ...item, awaits: keys.has(item.meetingId + item.caseId) }));
}
