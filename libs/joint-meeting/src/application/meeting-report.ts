import { departmentFaults, departmentUnknown } from '@bancheng/casebook';
import type { HoldMeeting as Report } from '@bancheng/contracts/http/joint-meeting';
import { OFFICE } from '@bancheng/domain';
import type { EntityManager } from 'typeorm';
import type { AgendaItem } from '../infrastructure/agenda.js';
import type { InvitationEntity } from '../infrastructure/invitation.entity.js';
import * as problems from '../meeting.problems.js';

/**
 * A report of a meeting says which of the invited came, and what was decided of every case that was still to be treated.
 * For a case that has moved on meanwhile that may be left out.
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
  const elsewhere = reported.flatMap((caseId, index) =>
    onAgenda.includes(caseId) ? [] : `/cases/${index}/complaintId`,
  );
  if (elsewhere.length > 0) throw problems.notOnAgenda().at(...elsewhere);
  if (left.some(({ caseId, awaits }) => awaits && !reported.includes(caseId))) throw problems.casesIncomplete();

  const mayLead = [OFFICE, ...attended];
  const absent = cases.flatMap(({ leadDepartment }, index) => (mayLead.includes(leadDepartment) ? [] : leadAt(index)));
  if (absent.length > 0) throw problems.leadNotAttending().at(...absent);
  const bound = cases.flatMap(({ commitments }, index) =>
    commitments.map(({ department }, nth) => ({ department, pointer: `${commitmentAt(index, nth)}/department` })),
  );
  const strangers = bound.filter(({ department }) => !called.includes(department));
  if (strangers.length > 0) {
    const codes = new Set(strangers.map(({ department }) => department));
    throw problems.commitmentNotAtMeeting([...codes]).at(...strangers.map(({ pointer }) => pointer));
  }
}

/** Where in a report's body the lead of a case is named, and where a commitment of it stands. */
export const leadAt = (index: number) => `/cases/${index}/leadDepartment`;
export const commitmentAt = (index: number, nth: number) => `/cases/${index}/commitments/${nth}`;

/**
 * Departments that came without an invitation must exist; invited ones were checked when they were invited.
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
  if (unknown.length === 0) return;
  const pointers = attendance.flatMap(({ department }, index) =>
    unknown.includes(department) ? `/attendance/${index}/department` : [],
  );
  throw departmentUnknown(unknown).at(...pointers);
}
