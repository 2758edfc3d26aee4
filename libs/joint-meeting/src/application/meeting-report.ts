import { departmentFaults, departmentUnknown } from '@bancheng/casebook';
import type { HoldMeeting as Report } from '@bancheng/contracts/http/joint-meeting';
import type { EntityManager } from 'typeorm';
import type { AgendaItem } from '../infrastructure/agenda.js';
import type { InvitationEntity } from '../infrastructure/invitation.entity.js';
import * as problems from './meeting.problems.js';

/**
 * A report of a meeting says who came of those invited, and of every case that the meeting still was to treat what was decided;
 * of those that moved on meanwhile it may say something or nothing.
 * @throws Problem 422 `attendance-incomplete`, `case-not-on-agenda`, `cases-incomplete`, `lead-not-attending`,
 *   `commitment-not-at-meeting`
 */
export function refuseReport(
  { attendance, cases }: Report,
  left: readonly AgendaItem[],
  invited: readonly InvitationEntity[],
): void {
  const called = attendance.map(({ department }) => department);
  const attended = attendance.filter(({ as }) => as === 'attended').map(({ department }) => department);
  const unnamed = invited.map(({ department }) => department).filter((department) => !called.includes(department));
  if (unnamed.length > 0) throw problems.attendanceIncomplete(unnamed);

  const reported = cases.map(({ complaintId }) => complaintId);
  const onAgenda = left.map(({ caseId }) => caseId);
  if (reported.some((caseId) => !onAgenda.includes(caseId))) throw problems.notOnAgenda();
  if (left.some(({ caseId, awaits }) => awaits && !reported.includes(caseId))) throw problems.casesIncomplete();

  if (cases.some(({ leadDepartment }) => !attended.includes(leadDepartment))) throw problems.leadNotAttending();
  const bound = cases.flatMap(({ commitments }) => commitments.map(({ department }) => department));
  const strangers = bound.filter((department) => !called.includes(department));
  if (strangers.length > 0) throw problems.commitmentNotAtMeeting([...new Set(strangers)]);
}

/**
 * Who came without an invitation must exist; of those invited that was asked when they were.
 * @throws Problem 422 `department-unknown`
 */
export async function refuseUnknownGuests(
  tx: EntityManager,
  jurisdiction: string,
  { attendance }: Report,
  invited: readonly InvitationEntity[],
): Promise<void> {
  const called = invited.map(({ department }) => department);
  const guests = attendance.map(({ department }) => department).filter((department) => !called.includes(department));
  const { unknown } = await departmentFaults(tx, jurisdiction, guests);
  if (unknown.length > 0) throw departmentUnknown(unknown);
}
