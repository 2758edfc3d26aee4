import { refuseDepartments } from '@bancheng/casebook';
import { uuid } from '@bancheng/contracts';
import type { Responsibility, ResponsibilityBody } from '@bancheng/contracts/http/departments';
import { InjectDataSource, type Page, type PageQuery } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { QueryFailedError, type DataSource } from 'typeorm';
import { ResponsibilityEntity } from '../infrastructure/responsibility.entity.js';
import { alreadyExists, itemRepeated, responsibilityNotFound } from './directory.problems.js';
import { changeSeen, entryPage, removeSeen, type EntryList } from './entries.js';

export interface ResponsibilityKey {
  jurisdiction: string;
  id: string;
}

const RESPONSIBILITIES: EntryList<ResponsibilityEntity> = { entity: ResponsibilityEntity, key: 'id', keySchema: uuid };

/** 派单目录, as the admin edits it: which department takes an item. Rulings add to it by themselves (`RuleReturn`). */
@Injectable()
export class Responsibilities {
  constructor(@InjectDataSource('directory') private readonly db: DataSource) {}

  page(jurisdiction: string, query: PageQuery): Promise<Page<Responsibility>> {
    return entryPage(this.db, RESPONSIBILITIES, jurisdiction, query, toResponsibility);
  }

  /** @throws Problem 404 */
  async one(key: ResponsibilityKey): Promise<Responsibility> {
    const row = await this.db.manager.findOneBy(ResponsibilityEntity, { ...key });
    if (row === null) throw responsibilityNotFound();
    return toResponsibility(row);
  }

  /** @throws Problem 409 `item-repeated`; 422 for the department; 428 when there is one of this id */
  async create(key: ResponsibilityKey, content: ResponsibilityBody): Promise<Responsibility> {
    await refuseDepartments(this.db.manager, key.jurisdiction, [content.department], () => '/department');
    if (await this.db.manager.existsBy(ResponsibilityEntity, { id: key.id })) throw alreadyExists();
    const row: ResponsibilityEntity = { ...key, ...content, source: 'manual', version: 1 };
    await itemOnce(() => this.db.manager.insert(ResponsibilityEntity, row));
    return toResponsibility(row);
  }

  /** @throws Problem 409 `item-repeated`; 412 for another version, or none; 422 for the department */
  async edit(key: ResponsibilityKey, version: number, content: ResponsibilityBody): Promise<Responsibility> {
    await refuseDepartments(this.db.manager, key.jurisdiction, [content.department], () => '/department');
    const changed = { ...content, source: 'manual', version: version + 1 } as const;
    await itemOnce(() => changeSeen(this.db.manager, ResponsibilityEntity, { ...key, version }, changed));
    return toResponsibility({ ...key, ...changed });
  }

  /** @throws Problem 412 for another version, or none */
  remove(key: ResponsibilityKey, version: number): Promise<void> {
    return removeSeen(this.db.manager, ResponsibilityEntity, { ...key, version });
  }
}

const UNIQUE_VIOLATION = '23505';

/** Each item stands in a jurisdiction's list once. */
async function itemOnce<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const { code } = error instanceof QueryFailedError ? (error.driverError as { code?: string }) : {};
    throw code === UNIQUE_VIOLATION ? itemRepeated() : error;
  }
}

function toResponsibility({ id, item, department, source, version }: ResponsibilityEntity): Responsibility {
  return { id, item, department, source, version };
}
