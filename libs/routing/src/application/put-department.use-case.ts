import type { Department, DepartmentBody } from '@bancheng/contracts/http/routing';
import { InjectDataSource } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { DepartmentEntity } from '../infrastructure/department.entity.js';
import { toDepartment } from './departments.query.js';
import { alreadyExists, staleVersion } from './routing.problems.js';

/** Which department of which jurisdiction, and the version the caller saw; null to create it. */
export interface DepartmentKey {
  jurisdiction: string;
  code: string;
  version: number | null;
}

/** The admin creates, renames, stops or restarts a department. */
@Injectable()
export class PutDepartment {
  constructor(@InjectDataSource('routing') private readonly db: DataSource) {}

  /**
   * Creating again what is there already, word for word, changes nothing and is answered alike.
   * @throws Problem 428 when a different one exists and no version is given; 412 for another version or none
   */
  async execute(key: DepartmentKey, content: DepartmentBody): Promise<{ department: Department; created: boolean }> {
    const { version } = key;
    return version === null ? this.create(key, content) : this.edit({ ...key, version }, content);
  }

  private async create({ jurisdiction, code }: DepartmentKey, content: DepartmentBody) {
    const row = { jurisdiction, code, ...content, version: 1 };
    const inserted = await this.db
      .createQueryBuilder()
      .insert()
      .into(DepartmentEntity)
      .values(row)
      .orIgnore()
      .returning('code')
      .execute();
    if ((inserted.raw as unknown[]).length === 1) return { department: toDepartment(row), created: true };
    const there = await this.db.manager.findOneByOrFail(DepartmentEntity, { jurisdiction, code });
    if (there.name !== content.name || there.active !== content.active) throw alreadyExists();
    return { department: toDepartment(there), created: false };
  }

  private async edit({ jurisdiction, code, version }: DepartmentKey & { version: number }, content: DepartmentBody) {
    const changed = { ...content, version: version + 1 };
    const { affected } = await this.db.manager.update(DepartmentEntity, { jurisdiction, code, version }, changed);
    if (affected !== 1) throw staleVersion();
    return { department: { code, ...changed }, created: false };
  }
}
