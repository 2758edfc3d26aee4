import { departmentCode } from '@bancheng/contracts';
import type { Department } from '@bancheng/contracts/http/routing';
import { decodeCursor, InjectDataSource, pageOf, type Page, type PageQuery } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { MoreThan, type DataSource } from 'typeorm';
import { DepartmentEntity } from '../infrastructure/department.entity.js';
import { departmentNotFound } from './directory.problems.js';

/** The departments of a jurisdiction, stopped ones too. */
@Injectable()
export class Departments {
  constructor(@InjectDataSource('directory') private readonly db: DataSource) {}

  async page(jurisdiction: string, { cursor, limit }: PageQuery): Promise<Page<Department>> {
    const after = decodeCursor(cursor, departmentCode) ?? '';
    const rows = await this.db.manager.find(DepartmentEntity, {
      where: { jurisdiction, code: MoreThan(after) },
      order: { code: 'asc' },
      take: limit + 1,
    });
    return pageOf(rows, limit, toDepartment, (row) => row.code);
  }

  /** @throws Problem 404 */
  async one(jurisdiction: string, code: string): Promise<Department> {
    const row = await this.db.manager.findOneBy(DepartmentEntity, { jurisdiction, code });
    if (row === null) throw departmentNotFound();
    return toDepartment(row);
  }
}

export function toDepartment({ code, name, active, version }: DepartmentEntity): Department {
  return { code, name, active, version };
}
