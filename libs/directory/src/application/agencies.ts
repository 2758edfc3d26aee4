import { agencyCode } from '@bancheng/contracts';
import type { Agency, AgencyBody } from '@bancheng/contracts/http/transfer';
import { InjectDataSource, type Page, type PageQuery } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { AgencyEntity } from '../infrastructure/agency.entity.js';
import { entryPage, type EntryList } from './entries.js';
import { putEntry, type EntryKey } from './put-entry.js';
import { agencyNotFound } from './directory.problems.js';

const AGENCIES: EntryList<AgencyEntity> = { entity: AgencyEntity, key: 'code', keySchema: agencyCode };

/** The 帮办代办 agencies of a jurisdiction, stopped ones too. */
@Injectable()
export class Agencies {
  constructor(@InjectDataSource('directory') private readonly db: DataSource) {}

  page(jurisdiction: string, query: PageQuery): Promise<Page<Agency>> {
    return entryPage(this.db, AGENCIES, jurisdiction, query, toAgency);
  }

  /** @throws Problem 404 */
  async one(jurisdiction: string, code: string): Promise<Agency> {
    const row = await this.db.manager.findOneBy(AgencyEntity, { jurisdiction, code });
    if (row === null) throw agencyNotFound();
    return toAgency(row);
  }

  /** @throws Problem 412, 428 as `putEntry` */
  async put(key: EntryKey, content: AgencyBody): Promise<{ agency: Agency; created: boolean }> {
    const { entry, created } = await putEntry(this.db.manager, AgencyEntity, key, content);
    return { agency: toAgency(entry), created };
  }
}

function toAgency({ code, name, contact, active, version }: AgencyEntity): Agency {
  return { code, name, contact, active, version };
}
