import type { CatalogueItem } from '@bancheng/contracts/http/archive';
import { decodeCursor, InjectDataSource, pageOf, type Actor, type Page, type PageQuery } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { cataloguePosition, listCatalogue, type CatalogueRow } from '../infrastructure/catalogue.js';
import { absentClassesOf } from './file-classes.js';

/** 案卷目录 of the caller's jurisdiction. */
@Injectable()
export class ListCatalogue {
  constructor(@InjectDataSource('archive') private readonly dataSource: DataSource) {}

  /** @throws Problem 400 `cursor-malformed` */
  async execute(
    { jurisdiction }: Actor,
    { year, cursor, limit }: PageQuery & { year?: number | undefined },
  ): Promise<Page<CatalogueItem>> {
    const after = decodeCursor(cursor, cataloguePosition);
    const rows = await listCatalogue(this.dataSource.manager, jurisdiction, year ?? null, after, limit + 1);
    return pageOf(rows, limit, toItem, (row) => ({ year: row.year, sequence: row.sequence }));
  }
}

function toItem(row: CatalogueRow): CatalogueItem {
  return {
    complaintId: row.case_id,
    number: row.number,
    catalogueNumber: row.catalogue_number,
    type: row.type,
    retention: row.retention,
    archivedAt: row.archived_at.toISOString(),
    absentClasses: absentClassesOf(row.classes),
  };
}
