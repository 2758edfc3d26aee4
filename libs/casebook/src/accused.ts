import { accusesHall, accusesPerson, type AccusedParty, type AccusedUnit } from '@bancheng/domain';
import { forbidden } from '@bancheng/platform';
import type { ActSource } from './act.js';
import type { Complaint } from './complaint.js';

/** The accused as the row keeps them: without names. */
export function unitsOf(accused: readonly AccusedParty[]): AccusedUnit[] {
  return accused.map(({ department, subject }) => ({ department, subject }));
}

/** The names that belong to them, in the same order. */
export function personsOf(accused: readonly AccusedParty[]): (string | null)[] {
  return accused.map(({ person }) => person);
}

export function accusedOf(units: readonly AccusedUnit[], persons: readonly (string | null)[]): AccusedParty[] {
  return units.map(({ department, subject }, at) => ({ department, subject, person: persons[at] ?? null }));
}

/**
 * An accused person of the hall does nothing to the case; where the hall itself is accused, only the clerk does whom a leader gave
 * it to.
 * @throws Problem 403 `accused-person`, `leader-assigns`
 */
export function refuseAccused(complaint: Complaint, { subject, role }: ActSource): void {
  if (accusesPerson(complaint, subject)) throw accusedPerson();
  if (role === 'clerk' && accusesHall(complaint) && complaint.handler !== subject) throw leaderAssigns();
}

export function accusedPerson() {
  return forbidden('accused-person', '被反映人不能办理该件', '请交由其他人员办理。');
}

export function leaderAssigns() {
  return forbidden('leader-assigns', '该件反映大厅本身，由领导指派人员办理', '请领导用“交接”指派。');
}
