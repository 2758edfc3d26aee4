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
  const listed = 'select d.code, d.active from casebook.department d where d.jurisdiction = $1 and d.code = any($2)';
  return faultsAmong(tx, listed, jurisdiction, codes);
}

async function faultsAmong(
  tx: EntityManager,
  listed: string,
  jurisdiction: string,
  codes: readonly string[],
): Promise<DepartmentFaults> {
  if (codes.length === 0) return { unknown: [], inactive: [] };
  const rows = await tx.query<{ code: string; active: boolean }[]>(listed, [jurisdiction, codes]);
  const active = new Map(rows.map((row) => [row.code, row.active]));
  return {
    unknown: codes.filter((code) => !active.has(code)),
    inactive: codes.filter((code) => active.get(code) === false),
  };
}

/**
 * Until the transaction ends none of these departments can be stopped: what it is given now is seen by who stops it next.
 * @param pointerAt where in the body each of these codes stands
 * @throws Problem 422 `department-unknown`, `department-inactive` unless each may be given something to do
 */
export async function refuseDepartments(
  tx: EntityManager,
  jurisdiction: string,
  codes: readonly string[],
  pointerAt: (index: number) => string,
): Promise<void> {
  const held = 'select d.code, d.active from casebook.held_departments($1, $2) d';
  const { unknown, inactive } = await faultsAmong(tx, held, jurisdiction, codes);
  const at = (faulty: string[]) => codes.flatMap((code, index) => (faulty.includes(code) ? pointerAt(index) : []));
  if (unknown.length > 0) throw departmentUnknown(unknown).at(...at(unknown));
  if (inactive.length > 0)
    throw unprocessable('department-inactive', '该部门已停用', listed(inactive)).at(...at(inactive));
}

export function departmentUnknown(codes: readonly string[]): Problem {
  return unprocessable('department-unknown', '没有这个部门', listed(codes));
}

const listed = (codes: readonly string[]) => `部门代码：${codes.join('、')}`;

/** A slip (转办单) or a commitment (议定事项) that a department still has to see to. */
export interface OpenWork {
  kind: 'dispatch' | 'commitment';
  /** Of the case. */
  number: string;
  dueAt: string;
}

/**
 * What a department still has to see to, the first due first. Who asks with the department's row locked is told all that
 * can be: see `refuseDepartments`.
 * @param most how many are listed; `total` counts them all
 */
export async function openWorkOf(
  tx: EntityManager,
  jurisdiction: string,
  department: string,
  most: number,
): Promise<{ total: number; items: OpenWork[] }> {
  const rows = await tx.query<{ kind: OpenWork['kind']; number: string; due_at: Date; total: number }[]>(
    'select w.kind, w.number, w.due_at, w.total from casebook.open_work_of($1, $2, $3) w',
    [jurisdiction, department, most],
  );
  const items = rows.map(({ kind, number, due_at }) => ({ kind, number, dueAt: due_at.toISOString() }));
  return { total: rows[0]?.total ?? 0, items };
}
