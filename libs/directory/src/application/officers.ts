import { subjectId } from '@bancheng/contracts';
import type { FollowUpOfficer, FollowUpOfficerBody } from '@bancheng/contracts/http/follow-up';
import { decodeCursor, InjectDataSource, pageOf, type Page, type PageQuery } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { MoreThan, type DataSource } from 'typeorm';
import { OfficerEntity } from '../infrastructure/officer.entity.js';
import { alreadyExists, officerNotFound, staleVersion } from './directory.problems.js';

type OfficerKey = Pick<OfficerEntity, 'jurisdiction' | 'subject'>;

/** The admin's table of the 回访员 whom a leader may name. */
@Injectable()
export class Officers {
  constructor(@InjectDataSource('directory') private readonly db: DataSource) {}

  /** @throws Problem 400 `cursor-malformed` */
  async page(jurisdiction: string, { cursor, limit }: PageQuery): Promise<Page<FollowUpOfficer>> {
    const after = decodeCursor(cursor, subjectId) ?? '';
    const rows = await this.db.manager.find(OfficerEntity, {
      where: { jurisdiction, subject: MoreThan(after) },
      order: { subject: 'asc' },
      take: limit + 1,
    });
    return pageOf(rows, limit, toOfficer, (row) => row.subject);
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
    const inserted = await this.db
      .createQueryBuilder()
      .insert()
      .into(OfficerEntity)
      .values(row)
      .orIgnore()
      .returning('subject')
      .execute();
    if ((inserted.raw as unknown[]).length === 0) throw alreadyExists();
    return toOfficer(row);
  }

  /** @throws Problem 412 `stale-version` for another version, or none */
  async edit(key: OfficerKey, version: number, content: FollowUpOfficerBody): Promise<FollowUpOfficer> {
    const changed = { ...content, version: version + 1 };
    const { affected } = await this.db.manager.update(OfficerEntity, { ...key, version }, changed);
    if (affected !== 1) throw staleVersion();
    return toOfficer({ ...key, ...changed });
  }
}

function toOfficer({ subject, department, active, version }: OfficerEntity): FollowUpOfficer {
  return { subject, department, active, version };
}
