import { subjectId } from '@bancheng/contracts';
import type { FollowUpOfficer, FollowUpOfficerBody } from '@bancheng/contracts/http/follow-up';
import { InjectDataSource, type Page, type PageQuery } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { OfficerEntity } from '../infrastructure/officer.entity.js';
import { alreadyExists, officerNotFound } from './directory.problems.js';
import { changeSeen, entryPage, insertNew, type EntryList } from './entries.js';

type OfficerKey = Pick<OfficerEntity, 'jurisdiction' | 'subject'>;

const OFFICERS: EntryList<OfficerEntity> = { entity: OfficerEntity, key: 'subject', keySchema: subjectId };

/** The admin's table of the 回访员 whom a leader may name. */
@Injectable()
export class Officers {
  constructor(@InjectDataSource('directory') private readonly db: DataSource) {}

  /** @throws Problem 400 `cursor-malformed` */
  page(jurisdiction: string, query: PageQuery): Promise<Page<FollowUpOfficer>> {
    return entryPage(this.db, OFFICERS, jurisdiction, query, toOfficer);
  }

  /** @throws Problem 404 `officer-not-found` */
  async one(key: OfficerKey): Promise<FollowUpOfficer> {
    const row = await this.db.manager.findOneBy(OfficerEntity, key);
    if (row === null) throw officerNotFound();
    return toOfficer(row);
  }

  /** @throws Problem 428 `if-match-required` when the subject is in the table already */
  async create(key: OfficerKey, content: FollowUpOfficerBody): Promise<FollowUpOfficer> {
    const row = { ...key, ...content, version: 1 };
    if (!(await insertNew(this.db.manager, OfficerEntity, row))) throw alreadyExists();
    return toOfficer(row);
  }

  /** @throws Problem 412 `stale-version` for another version, or none */
  async edit(key: OfficerKey, version: number, content: FollowUpOfficerBody): Promise<FollowUpOfficer> {
    const changed = { ...content, version: version + 1 };
    await changeSeen(this.db.manager, OfficerEntity, { ...key, version }, changed);
    return toOfficer({ ...key, ...changed });
  }
}

function toOfficer({ subject, department, active, version }: OfficerEntity): FollowUpOfficer {
  return { subject, department, active, version };
}
