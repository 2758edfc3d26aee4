import { stationCode, type Station, type StationBody } from '@bancheng/contracts/http/offline-slips';
import { decodeCursor, InjectDataSource, pageOf, Problem, type Page, type PageQuery } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { MoreThan, type DataSource, type Repository } from 'typeorm';
import { StationEntity } from '../infrastructure/station.entity.js';

/** The stations of a jurisdiction, whose offline slips are taken; kept by admin. */
@Injectable()
export class Stations {
  private readonly stations: Repository<StationEntity>;

  constructor(@InjectDataSource('intake') dataSource: DataSource) {
    this.stations = dataSource.getRepository(StationEntity);
  }

  /** Stopped ones too. */
  async page(jurisdiction: string, { cursor, limit }: PageQuery): Promise<Page<Station>> {
    const code = MoreThan(decodeCursor(cursor, stationCode) ?? '');
    const rows = await this.stations.find({ where: { jurisdiction, code }, order: { code: 'asc' }, take: limit + 1 });
    return pageOf(rows, limit, toStation, (row) => row.code);
  }

  /**
   * @param version the version the caller saw; null to add a station. Adding again what is there, word for word, changes
   *   nothing and is answered alike.
   * @throws Problem 428 `if-match-required` when another one of that code is there; 412 `stale-version`
   */
  async put(
    jurisdiction: string,
    code: string,
    version: number | null,
    { name, active }: StationBody,
  ): Promise<{ station: Station; created: boolean }> {
    const row = { jurisdiction, code, name, active, version: (version ?? 0) + 1 };
    if (version !== null) {
      const { affected } = await this.stations.update({ jurisdiction, code, version }, row);
      if (affected !== 1) throw staleVersion();
      return { station: toStation(row), created: false };
    }
    const added = await this.stations.createQueryBuilder().insert().values(row).orIgnore().returning('code').execute();
    if ((added.raw as unknown[]).length === 1) return { station: toStation(row), created: true };
    const there = await this.stations.findOneByOrFail({ jurisdiction, code });
    if (there.name !== name || there.active !== active) throw ifMatchRequired();
    return { station: toStation(there), created: false };
  }
}

function toStation({ code, name, active, version }: StationEntity): Station {
  return { code, name, active, version };
}

function staleVersion(): Problem {
  return new Problem({ status: 412, code: 'stale-version', title: '内容已被他人更新，请刷新后再办' });
}

function ifMatchRequired(): Problem {
  return new Problem({
    status: 428,
    code: 'if-match-required',
    title: '缺少 If-Match',
    detail: '已有此站点，修改请先取得最新内容及其 ETag。',
  });
}
