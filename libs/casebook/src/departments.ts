import type { DepartmentOpenWork } from '@bancheng/contracts/http/departments';
import { unprocessable, type Problem } from '@bancheng/platform';
import type { EntityManager } from 'typeorm';
import { CLOCK_SQL } from './clock-sql.js';

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

/**
 * The slips and commitments that a department still has to see to, the first due first. Who asks with the department's row locked is told all that
 * can be: see `refuseDepartments`.
 * @param most how many are listed; `total` counts them all
 */
export async function openWorkOf(
  tx: EntityManager,
  jurisdiction: string,
  department: string,
  most: number,
): Promise<DepartmentOpenWork> {
  const rows = await tx.query<{ kind: 'dispatch' | 'commitment'; number: string; due_at: Date; total: number }[]>(
    'select w.kind, w.number, w.due_at, w.total from casebook.open_work_of($1, $2, $3) w',
    [jurisdiction, department, most],
  );
  const items = rows.map(({ kind, number, due_at }) => ({ kind, number, dueAt: due_at.toISOString() }));
  return { total: rows[0]?.total ?? 0, items };
}

/** What a stopped department has open in one case, to be taken over by its successor. */
export interface Succession {
  caseId: string;
  jurisdiction: string;
  department: string;
  successor: string;
  /** The admin who stopped the department. */
  askedBy: string;
}

/** Whether the case `c` has such a clock open that binds the department. */
const binds = (department: string, kinds: string) => `exists (select from jsonb_array_elements(c.clocks) k
  where k->>'department' = ${department} and k->>'kind' in (${kinds}) and ${CLOCK_SQL.isOpen('k')})`;

/**
 * Left to the clerk are cases of conduct that accuse the department, its successor or a unit of their lines, and those in which
 * the successor has a slip of its own.
 */
const SUCCESSIONS = `
select c.id as "caseId", d.jurisdiction, d.code as department, d.successor, d.succeeded_by as "askedBy"
from casebook.department d join casebook.complaint c on c.jurisdiction = d.jurisdiction
where not d.active and d.successor is not null and c.status <> 'archived' and c.due_at is not null
  and ${binds('d.code', `'dispatch', 'commitment'`)} and not ${binds('d.successor', `'dispatch'`)}
  and not ('conduct' = any(c.matter_kinds) and exists (select from jsonb_array_elements(c.accused) one
    where one->>'department' = any(casebook.line_of(d.jurisdiction, d.code) || casebook.line_of(d.jurisdiction, d.successor))))`;

/** A page of what is still to be taken over, by case. */
export function openSuccessions(tx: EntityManager, after: string | null, limit: number): Promise<Succession[]> {
  return tx.query<Succession[]>(`${SUCCESSIONS} and ($1::uuid is null or c.id > $1) order by c.id limit $2`, [
    after,
    limit,
  ]);
}

/** Whether it is still to be taken over; asked under the lock of its case. */
export async function succeedsStill(
  tx: EntityManager,
  { caseId, department, successor }: Succession,
): Promise<boolean> {
  const rows = await tx.query<Succession[]>(`${SUCCESSIONS} and c.id = $1 and d.code = $2 and d.successor = $3`, [
    caseId,
    department,
    successor,
  ]);
  return rows.length > 0;
}
