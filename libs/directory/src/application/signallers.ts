import { subjectId } from '@bancheng/contracts';
import type { Signaller, SignallerBody } from '@bancheng/contracts/http/routing';
import { InjectDataSource, type Page, type PageQuery } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { SignallerEntity } from '../infrastructure/signaller.entity.js';
import { alreadyExists, signallerNotFound } from './directory.problems.js';
import { changeSeen, entryPage, insertNew, removeSeen, type EntryList } from './entries.js';

export interface SignallerKey {
  jurisdiction: string;
  subject: string;
}

const SIGNALLERS: EntryList<SignallerEntity> = { entity: SignallerEntity, key: 'subject', keySchema: subjectId };

/** The admin's table of who may speak to the engine by public signal. A subject is looked up in the case's jurisdiction. */
@Injectable()
export class Signallers {
  constructor(@InjectDataSource('directory') private readonly db: DataSource) {}

  page(jurisdiction: string, query: PageQuery): Promise<Page<Signaller>> {
    return entryPage(this.db, SIGNALLERS, jurisdiction, query, toSignaller);
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
    if (!(await insertNew(this.db.manager, SignallerEntity, row))) throw alreadyExists();
    return toSignaller(row);
  }

  /** @throws Problem 412 for another version, or none */
  async edit(key: SignallerKey, version: number, content: SignallerBody): Promise<Signaller> {
    const changed = { ...content, version: version + 1 };
    await changeSeen(this.db.manager, SignallerEntity, { ...key, version }, changed);
    return { ...key, ...changed };
  }

  /** @throws Problem 412 for another version, or none */
  remove(key: SignallerKey, version: number): Promise<void> {
    return removeSeen(this.db.manager, SignallerEntity, { ...key, version });
  }
}

function toSignaller({ subject, jurisdiction, role, department, version }: SignallerEntity): Signaller {
  return { subject, jurisdiction, role, department, version };
}
