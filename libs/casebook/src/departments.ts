import { unprocessable, type Problem } from '@bancheng/platform';
import type { EntityManager } from 'typeorm';

/** The codes among those asked about that no department of the jurisdiction has, and those whose department is stopped. */
export interface DepartmentFaults {
  unknown: string[];
  inactive: string[];
}

/**
 * Which of these codes the directory's list of departments does not know or has stopped. One query, and none for no
 * codes.
 */
export async function departmentFaults(
  tx: EntityManager,
  jurisdiction: string,
  codes: readonly string[],
): Promise<DepartmentFaults> {
  if (codes.length === 0) return { unknown: [], inactive: [] };
  const rows = await tx.query<{ code: string; active: boolean }[]>(
    'select d.code, d.active from casebook.department d where d.jurisdiction = $1 and d.code = any($2)',
    [jurisdiction, codes],
  );
  const active = new Map(rows.map((row) => [row.code, row.active]));
  return {
    unknown: codes.filter((code) => !active.has(code)),
    inactive: codes.filter((code) => active.get(code) === false),
  };
}

/**
 * @param pointerAt where in the body each of these codes stands
 * @throws Problem 422 `department-unknown`, `department-inactive` unless each may be given something to do
 */
export async function refuseDepartments(
  tx: EntityManager,
  jurisdiction: string,
  codes: readonly string[],
  pointerAt: (index: number) => string,
): Promise<void> {
  const { unknown, inactive } = await departmentFaults(tx, jurisdiction, codes);
  const at = (faulty: string[]) => codes.flatMap((code, index) => (faulty.includes(code) ? pointerAt(index) : []));
  if (unknown.length > 0) throw departmentUnknown(unknown).at(...at(unknown));
  if (inactive.length > 0)
    throw unprocessable('department-inactive', '该部门已停用', listed(inactive)).at(...at(inactive));
}

export function departmentUnknown(codes: readonly string[]): Problem {
  return unprocessable('department-unknown', '没有这个部门', listed(codes));
}

const listed = (codes: readonly string[]) => `部门代码：${codes.join('、')}`;
