import { accusedPerson, departmentFaults, departmentUnknown } from '@bancheng/casebook';
import { accusesPerson, type AccusedParty } from '@bancheng/domain';
import type { Actor } from '@bancheng/platform';
import type { EntityManager } from 'typeorm';

/**
 * The departments that a registration slip accuses must exist: the citizen is hidden from them, and a wrong code would hide them
 * from nobody. A stopped department may still be accused. Nobody writes down what is said of themselves.
 * @param pointer of the list in the request's body
 * @throws Problem 422 `department-unknown`; 403 `accused-person`
 */
export async function refuseAccusedOf(
  tx: EntityManager,
  { jurisdiction, subject }: Actor,
  accused: readonly AccusedParty[],
  pointer = '/accused',
): Promise<void> {
  if (accusesPerson({ accused }, subject)) throw accusedPerson();
  const codes = accused.flatMap(({ department }) => department ?? []);
  const { unknown } = await departmentFaults(tx, jurisdiction, codes);
  const at = accused.flatMap(({ department }, index) =>
    department !== null && unknown.includes(department) ? [`${pointer}/${index}/department`] : [],
  );
  if (at.length > 0) throw departmentUnknown(unknown).at(...at);
}
