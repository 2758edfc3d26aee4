import { openWorkOf, refuseDepartments } from '@bancheng/casebook';
import { MOST_OPEN_WORK_LISTED, type Department, type DepartmentBody } from '@bancheng/contracts/http/departments';
import { lineFault, MOST_DEPARTMENT_LEVELS, OFFICE, type LineFault } from '@bancheng/domain';
import { InjectDataSource, unprocessable, type Problem } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { In, type DataSource, type EntityManager } from 'typeorm';
import { DepartmentEntity } from '../infrastructure/department.entity.js';
import { succeedResponsibilities } from '../infrastructure/responsibilities.js';
import { toDepartment } from './departments.query.js';
import { departmentHasOpenWork, successorSelf } from './directory.problems.js';
import { putEntry, type EntryKey } from './put-entry.js';

/**
 * The admin creates, renames, stops or restarts a department, or puts it under another one. One that has work open is stopped with
 * a successor only, which routing hands the work over to.
 */
@Injectable()
export class PutDepartment {
  constructor(@InjectDataSource('directory') private readonly db: DataSource) {}

  /**
   * @throws Problem 412, 428 as `putEntry`; 409 `department-has-open-work`; 422 `code-reserved`, `parent-unknown`, `parent-circle`, `parent-too-deep`,
   *   and `department-unknown`, `department-inactive`, `successor-self` for the successor
   */
  async execute(
    key: EntryKey,
    content: DepartmentBody,
    askedBy: string,
  ): Promise<{ department: Department; created: boolean }> {
    if (key.code === OFFICE) throw codeReserved();
    const { entry, created } = await this.db.transaction(async (tx) => {
      if (content.parent !== null) await refuseParent(tx, key, content.parent);
      const { successor } = content;
      const before = await lockBoth(tx, key, successor);
      const succeededBy = successor === null ? null : askedBy;
      if (successor !== null) await appoint(tx, key, successor);
      const put = await putEntry(tx, DepartmentEntity, key, { ...content, succeededBy });
      if (!content.active) await seeToOpenWork(tx, key, { successor, succeededBy, before });
      return put;
    });
    return { department: toDepartment(entry), created };
  }
}

/** In the order of their codes: two that are to succeed each other must not wait for each other. */
async function lockBoth(tx: EntityManager, { jurisdiction, code }: EntryKey, successor: string | null) {
  const rows = await tx.find(DepartmentEntity, {
    where: { jurisdiction, code: In([code, ...(successor === null ? [] : [successor])]) },
    order: { code: 'asc' },
    lock: { mode: 'pessimistic_write' },
  });
  return rows.find((row) => row.code === code);
}

async function appoint(tx: EntityManager, { jurisdiction, code }: EntryKey, successor: string): Promise<void> {
  if (successor === code) throw successorSelf();
  await refuseDepartments(tx, jurisdiction, [successor], () => '/successor');
  await succeedResponsibilities(tx, jurisdiction, code, successor);
}

/**
 * What a stopped department has open goes to its successor, and with it what the department itself was still to take over;
 * without one it must have nothing open.
 */
async function seeToOpenWork(
  tx: EntityManager,
  key: EntryKey,
  {
    successor,
    succeededBy,
    before,
  }: { successor: string | null; succeededBy: string | null; before: DepartmentEntity | undefined },
): Promise<void> {
  const { jurisdiction, code } = key;
  if (successor !== null) {
    await tx.update(DepartmentEntity, { jurisdiction, successor: code }, { successor, succeededBy });
    return;
  }
  const wasInUse = before !== undefined && (before.active || before.successor !== null);
  if (wasInUse) await refuseOpenWork(tx, key);
  for (const one of await tx.findBy(DepartmentEntity, { jurisdiction, successor: code })) await refuseOpenWork(tx, one);
}

/** Its row is locked: a slip that is being sent to it meanwhile is either in the list, or is refused. */
async function refuseOpenWork(
  tx: EntityManager,
  { jurisdiction, code }: Pick<EntryKey, 'jurisdiction' | 'code'>,
): Promise<void> {
  const open = await openWorkOf(tx, jurisdiction, code, MOST_OPEN_WORK_LISTED);
  if (open.total > 0) throw departmentHasOpenWork(open);
}

/** All departments are locked for it: two that are put under each other at the same time would make a circle. */
async function refuseParent(tx: EntityManager, { jurisdiction, code }: EntryKey, parent: string): Promise<void> {
  const departments = await tx.find(DepartmentEntity, {
    where: { jurisdiction },
    order: { code: 'asc' },
    lock: { mode: 'pessimistic_write' },
  });
  const fault = lineFault(new Map(departments.map((one) => [one.code, one.parent])), code, parent);
  if (fault !== null) throw FAULTS[fault]().at('/parent');
}

const codeReserved = () => unprocessable('code-reserved', '代码 office 指管理办公室，不能用作部门代码');
const FAULTS: Readonly<Record<LineFault, () => Problem>> = {
  unknown: () => unprocessable('parent-unknown', '没有这个上级部门'),
  circle: () => unprocessable('parent-circle', '上级部门不能是本部门或其下级部门'),
  'too-deep': () => unprocessable('parent-too-deep', `部门至多 ${MOST_DEPARTMENT_LEVELS} 级`),
};
