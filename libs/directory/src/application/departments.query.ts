import { departmentCode } from '@bancheng/contracts';
import type { Department } from '@bancheng/contracts/http/routing';
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
}

export function toDepartment({ code, name, active, parent, version }: DepartmentEntity): Department {
  return { code, name, active, parent, version };
}
