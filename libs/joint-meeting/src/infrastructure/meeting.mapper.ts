import type { MeetingView } from '@bancheng/contracts/http/joint-meeting';
import type { MeetingEntity } from './meeting.entity.js';

/** A meeting as the API shows it. */
export function toMeetingView(meeting: MeetingEntity): MeetingView {
  return {
    meetingId: meeting.id,
    complaintId: meeting.caseId,
    convener: meeting.convener,
    at: meeting.plannedAt,
    place: meeting.place,
    departments: meeting.departments,
    agenda: meeting.agenda,
    convenedAt: meeting.convenedAt,
    held: heldOf(meeting),
  };
}

function heldOf({ heldAt, attendees, minutes, leadDepartment }: MeetingEntity): MeetingView['held'] {
  if (heldAt === null || attendees === null || minutes === null || leadDepartment === null) return null;
  return { at: heldAt, attendees, minutes, leadDepartment };
}
