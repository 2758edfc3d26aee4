import { departmentFaults, departmentUnknown } from '@bancheng/casebook';
import type { EntityManager } from 'typeorm';

/**
 * The 被反映单位 that a registration slip names must exist: the citizen is hidden from it, and a wrong code would hide
 * them from nobody. A stopped department may still be accused.
 * @param pointer of the field in the request's body
 * @throws Problem 422 `department-unknown`
 */
export async function refuseUnknownAccused(
  tx: EntityManager,
  jurisdiction: string,
  accused: string | null | undefined,
  pointer = '/accusedDepartment',
): Promise<void> {
  if (accused === null || accused === undefined) return;
  const { unknown } = await departmentFaults(tx, jurisdiction, [accused]);
  if (unknown.length > 0) throw departmentUnknown(unknown).at(pointer);
}
