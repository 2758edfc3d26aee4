import { stationCode, type Station, type StationBody } from '@bancheng/contracts/http/offline-slips';
import { decodeCursor, InjectDataSource, pageOf, type Page, type PageQuery } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { MoreThan, type DataSource } from 'typeorm';
import { StationEntity } from '../infrastructure/station.entity.js';
import { putEntry, type EntryKey } from './put-entry.js';

/** The stations of a jurisdiction, whose offline slips are taken; kept by admin. */
@Injectable()
export class Stations {
  constructor(@InjectDataSource('directory') private readonly db: DataSource) {}

  /** Stopped ones too. */
  async page(jurisdiction: string, { cursor, limit }: PageQuery): Promise<Page<Station>> {
    const after = decodeCursor(cursor, stationCode) ?? '';
    const rows = await this.db.manager.find(StationEntity, {
      where: { jurisdiction, code: MoreThan(after) },
      order: { code: 'asc' },
      take: limit + 1,
    });
    return pageOf(rows, limit, toStation, (row) => row.code);
  }

  /** @throws Problem 412, 428 as `putEntry` */
  async put(key: EntryKey, content: StationBody): Promise<{ station: Station; created: boolean }> {
    const { entry, created } = await putEntry(this.db, StationEntity, key, content);
    return { station: toStation(entry), created };
  }
}

function toStation({ code, name, active, version }: StationEntity): Station {
  return { code, name, active, version };
}
