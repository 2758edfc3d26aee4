import type { Department, DepartmentBody } from '@bancheng/contracts/http/routing';
import { InjectDataSource } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { DepartmentEntity } from '../infrastructure/department.entity.js';
import { toDepartment } from './departments.query.js';
import { putEntry, type EntryKey } from './put-entry.js';

/** The admin creates, renames, stops or restarts a department. */
@Injectable()
export class PutDepartment {
  constructor(@InjectDataSource('directory') private readonly db: DataSource) {}

  /** @throws Problem 412, 428 as `putEntry` */
  async execute(key: EntryKey, content: DepartmentBody): Promise<{ department: Department; created: boolean }> {
    const { entry, created } = await putEntry(this.db, DepartmentEntity, key, content);
    return { department: toDepartment(entry), created };
  }
}
