import { departmentCode } from '@bancheng/contracts';
import { openWorkOf } from '@bancheng/casebook';
import { MOST_OPEN_WORK_LISTED, type Department, type DepartmentOpenWork } from '@bancheng/contracts/http/departments';
import { InjectDataSource, type Page, type PageQuery } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { DepartmentEntity } from '../infrastructure/department.entity.js';
import { departmentNotFound } from './directory.problems.js';
import { entryPage, type EntryList } from './entries.js';

const DEPARTMENTS: EntryList<DepartmentEntity> = { entity: DepartmentEntity, key: 'code', keySchema: departmentCode };

/** The departments of a jurisdiction, stopped ones too. */
@Injectable()
export class Departments {
  constructor(@InjectDataSource('directory') private readonly db: DataSource) {}

  page(jurisdiction: string, query: PageQuery): Promise<Page<Department>> {
    return entryPage(this.db, DEPARTMENTS, jurisdiction, query, toDepartment);
  }

  /** @throws Problem 404 */
  async one(jurisdiction: string, code: string): Promise<Department> {
    const row = await this.db.manager.findOneBy(DepartmentEntity, { jurisdiction, code });
    if (row === null) throw departmentNotFound();
    return toDepartment(row);
  }

  /** What the department has to see to: of a stopped one, what its successor has not taken over. @throws Problem 404 */
  async openWork(jurisdiction: string, code: string): Promise<DepartmentOpenWork> {
    await this.one(jurisdiction, code);
    return openWorkOf(this.db.manager, jurisdiction, code, MOST_OPEN_WORK_LISTED);
  }
}

export function toDepartment({ code, name, active, parent, successor, version }: DepartmentEntity): Department {
  return { code, name, active, parent, successor, version };
}
