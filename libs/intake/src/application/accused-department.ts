import { departmentFaults, departmentUnknown } from '@bancheng/casebook';
import type { EntityManager } from 'typeorm';

/**
 * The 被反映单位 that a slip names must exist: from it the citizen is hidden, and a wrong code would hide them from nobody. A
 * stopped one may still be accused.
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
