import { In, type EntityManager } from 'typeorm';
import { DepartmentEntity } from '../infrastructure/department.entity.js';
import { departmentInactive, departmentUnknown } from './routing.problems.js';

/** @throws Problem 422 `department-unknown`, `department-inactive` unless a matter may be sent to each of these departments */
export async function refuseDepartments(
  tx: EntityManager,
  jurisdiction: string,
  codes: readonly string[],
): Promise<void> {
  const known = await tx.findBy(DepartmentEntity, { jurisdiction, code: In(codes) });
  const unknown = codes.filter((code) => !known.some((department) => department.code === code));
  if (unknown.length > 0) throw departmentUnknown(unknown);
  const inactive = known.filter((department) => !department.active);
  if (inactive.length > 0) throw departmentInactive(inactive.map((department) => department.code));
}
