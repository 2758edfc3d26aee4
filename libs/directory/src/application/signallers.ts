import { jurisdictionCode, subjectId } from '@bancheng/contracts';
import type { Signaller, SignallerBody } from '@bancheng/contracts/http/signallers';
import { decodeCursor, InjectDataSource, pageOf, type Page, type PageQuery } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { SignallerEntity } from '../infrastructure/signaller.entity.js';
import { maySignalAs } from '../readers.js';
import { alreadyExists, signallerNotBorneOut, signallerNotFound } from './directory.problems.js';
import { changeSeen, entryPage, insertNew, removeSeen, type EntryList } from './entries.js';

export interface SignallerKey {
  jurisdiction: string;
  subject: string;
}

const SIGNALLERS: EntryList<SignallerEntity> = { entity: SignallerEntity, key: 'subject', keySchema: subjectId };

const position = z.strictObject({ jurisdiction: jurisdictionCode, subject: subjectId });

/**
 * The admin's table of who may speak to the engine by public signal. A signal claims its subject, so the subject is bound
 * here to what it may signal for: a department's replies or a leader's decisions, never both. It is looked up in the case's
 * jurisdiction.
 */
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

  /** Every hall's, for the operator, who answers for the engine's doors. */
  async ofAllHalls({ cursor, limit }: PageQuery): Promise<Page<Signaller>> {
    const after = decodeCursor(cursor, position);
    const rows = await this.db
      .createQueryBuilder(SignallerEntity, 's')
      .where('cast(:jurisdiction as text) is null or (s.jurisdiction, s.subject) > (:jurisdiction, :subject)', {
        jurisdiction: after?.jurisdiction ?? null,
        subject: after?.subject ?? null,
      })
      .orderBy({ 's.jurisdiction': 'ASC', 's.subject': 'ASC' })
      .limit(limit + 1)
      .getMany();
    return pageOf(rows, limit, toSignaller, ({ jurisdiction, subject }) => ({ jurisdiction, subject }));
  }

  /** @throws Problem 422 `signaller-not-borne-out`; 428 when the subject is in the table already */
  async create(key: SignallerKey, content: SignallerBody): Promise<Signaller> {
    await this.refuseUnborne(key, content);
    const row = { ...key, ...content, version: 1 };
    if (!(await insertNew(this.db.manager, SignallerEntity, row))) throw alreadyExists();
    return toSignaller(row);
  }

  /** @throws Problem 412 for another version, or none; 422 `signaller-not-borne-out` */
  async edit(key: SignallerKey, version: number, content: SignallerBody): Promise<Signaller> {
    await this.refuseUnborne(key, content);
    const changed = { ...content, version: version + 1 };
    await changeSeen(this.db.manager, SignallerEntity, { ...key, version }, changed);
    return { ...key, ...changed };
  }

  /** @throws Problem 412 for another version, or none */
  remove(key: SignallerKey, version: number): Promise<void> {
    return removeSeen(this.db.manager, SignallerEntity, { ...key, version });
  }

  private async refuseUnborne(key: SignallerKey, { role }: SignallerBody): Promise<void> {
    if (!(await maySignalAs(this.db.manager, { ...key, role }))) throw signallerNotBorneOut();
  }
}

function toSignaller({ subject, jurisdiction, role, department, version }: SignallerEntity): Signaller {
  return { subject, jurisdiction, role, department, version };
}
