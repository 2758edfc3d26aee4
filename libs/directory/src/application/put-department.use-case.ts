import { openWorkOf } from '@bancheng/casebook';
import type { Department, DepartmentBody } from '@bancheng/contracts/http/routing';
import { lineFault, MOST_DEPARTMENT_LEVELS, type LineFault } from '@bancheng/domain';
import { InjectDataSource, unprocessable, type Problem } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { DepartmentEntity } from '../infrastructure/department.entity.js';
import { toDepartment } from './departments.query.js';
import { departmentHasOpenWork } from './directory.problems.js';
import { putEntry, type EntryKey } from './put-entry.js';

const MOST_OPEN_WORK_LISTED = 50;

/** The admin creates, renames, stops or restarts a department, or puts it under another one. */
@Injectable()
export class PutDepartment {
  constructor(@InjectDataSource('directory') private readonly db: DataSource) {}

  /** @throws Problem 412, 428 as `putEntry`; 409 `department-has-open-work`; 422 `parent-unknown`, `parent-circle`, `parent-too-deep` */
  async execute(key: EntryKey, content: DepartmentBody): Promise<{ department: Department; created: boolean }> {
    const { entry, created } = await this.db.transaction(async (tx) => {
      if (content.parent !== null) await refuseParent(tx, key, content.parent);
      const { jurisdiction, code } = key;
      const where = { jurisdiction, code };
      const before = await tx.findOne(DepartmentEntity, { where, lock: { mode: 'pessimistic_write' } });
      const put = await putEntry(tx, DepartmentEntity, key, content);
      if (before?.active === true && !content.active) await refuseOpenWork(tx, key);
      return put;
    });
    return { department: toDepartment(entry), created };
  }
}

/** Its row is locked: a slip that is being sent to it meanwhile is either in the list, or is refused. */
async function refuseOpenWork(tx: EntityManager, { jurisdiction, code }: EntryKey): Promise<void> {
  const { total, items } = await openWorkOf(tx, jurisdiction, code, MOST_OPEN_WORK_LISTED);
  if (total > 0) throw departmentHasOpenWork(total, items);
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

const FAULTS: Readonly<Record<LineFault, () => Problem>> = {
  unknown: () => unprocessable('parent-unknown', '没有这个上级部门'),
  circle: () => unprocessable('parent-circle', '上级部门不能是本部门或其下级部门'),
  'too-deep': () => unprocessable('parent-too-deep', `部门至多 ${MOST_DEPARTMENT_LEVELS} 级`),
};
