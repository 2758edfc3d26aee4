import { stationCode, type Station, type StationBody } from '@bancheng/contracts/http/offline-slips';
import { InjectDataSource, type Page, type PageQuery } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { StationEntity } from '../infrastructure/station.entity.js';
import { entryPage, type EntryList } from './entries.js';
import { putEntry, type EntryKey } from './put-entry.js';

const STATIONS: EntryList<StationEntity> = { entity: StationEntity, key: 'code', keySchema: stationCode };

/** The stations of a jurisdiction, whose offline slips are taken; kept by admin. */
@Injectable()
export class Stations {
  constructor(@InjectDataSource('directory') private readonly db: DataSource) {}

  /** Stopped ones too. */
  page(jurisdiction: string, query: PageQuery): Promise<Page<Station>> {
    return entryPage(this.db, STATIONS, jurisdiction, query, toStation);
  }

  /** @throws Problem 412, 428 as `putEntry` */
  async put(key: EntryKey, content: StationBody): Promise<{ station: Station; created: boolean }> {
    const { entry, created } = await putEntry(this.db.manager, StationEntity, key, content);
    return { station: toStation(entry), created };
  }
}

function toStation({ code, name, active, version }: StationEntity): Station {
  return { code, name, active, version };
}
