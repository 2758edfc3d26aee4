import { subjectId } from '@bancheng/contracts';
import type { Signaller, SignallerBody } from '@bancheng/contracts/http/routing';
import { decodeCursor, InjectDataSource, pageOf, type Page, type PageQuery } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { MoreThan, type DataSource } from 'typeorm';
import { SignallerEntity } from '../infrastructure/signaller.entity.js';
import { alreadyExists, signallerNotFound, staleVersion } from './directory.problems.js';

export interface SignallerKey {
  jurisdiction: string;
  subject: string;
}

/** The admin's table of who may speak to the engine by public signal. A subject is looked up in the case's jurisdiction. */
@Injectable()
export class Signallers {
  constructor(@InjectDataSource('directory') private readonly db: DataSource) {}

  async page(jurisdiction: string, { cursor, limit }: PageQuery): Promise<Page<Signaller>> {
    const after = decodeCursor(cursor, subjectId) ?? '';
    const rows = await this.db.manager.find(SignallerEntity, {
      where: { jurisdiction, subject: MoreThan(after) },
      order: { subject: 'asc' },
      take: limit + 1,
    });
    return pageOf(rows, limit, toSignaller, (row) => row.subject);
  }

  /** @throws Problem 404 */
  async one(key: SignallerKey): Promise<Signaller> {
    const row = await this.db.manager.findOneBy(SignallerEntity, key);
    if (row === null) throw signallerNotFound();
    return toSignaller(row);
  }

  /** @throws Problem 428 when the subject is in the table already */
  async create(key: SignallerKey, content: SignallerBody): Promise<Signaller> {
    const row = { ...key, ...content, version: 1 };
    const inserted = await this.db
      .createQueryBuilder()
      .insert()
      .into(SignallerEntity)
      .values(row)
      .orIgnore()
      .returning('subject')
      .execute();
    if ((inserted.raw as unknown[]).length === 0) throw alreadyExists();
    return toSignaller(row);
  }

  /** @throws Problem 412 for another version, or none */
  async edit(key: SignallerKey, version: number, content: SignallerBody): Promise<Signaller> {
    const changed = { ...content, version: version + 1 };
    const { affected } = await this.db.manager.update(SignallerEntity, { ...key, version }, changed);
    if (affected !== 1) throw staleVersion();
    return { ...key, ...changed };
  }

  /** @throws Problem 412 for another version, or none */
  async remove(key: SignallerKey, version: number): Promise<void> {
    const { affected } = await this.db.manager.delete(SignallerEntity, { ...key, version });
    if (affected !== 1) throw staleVersion();
  }
}

function toSignaller({ subject, jurisdiction, role, department, version }: SignallerEntity): Signaller {
  return { subject, jurisdiction, role, department, version };
}
