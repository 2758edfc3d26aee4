import { catalogueCode } from '@bancheng/contracts';
import { catalogueEntryBody, type CatalogueEntry, type CatalogueEntryBody } from '@bancheng/contracts/http/catalogues';
import { decodeCursor, InjectDataSource, pageOf, unprocessable, type Page, type PageQuery } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { z } from 'zod';
import {
  countEntries,
  entriesAfter,
  entryOf,
  writeEntry,
  type CatalogueKey,
} from '../infrastructure/catalogue-entries.js';
import { alreadyExists, catalogueEntryNotFound, catalogueFull, staleVersion } from './directory.problems.js';

/** How many entries a hall's catalogue may have. */
const MOST_ENTRIES = 2_000;

const position = z.strictObject({ position: catalogueEntryBody.shape.position, code: catalogueCode });

/** What a hall's acts choose from. An entry is switched off and never deleted: a code of an old case keeps its label. */
@Injectable()
export class Catalogues {
  constructor(@InjectDataSource('directory') private readonly db: DataSource) {}

  /** In their order, switched-off ones too. @throws Problem 400 `cursor-malformed` */
  async page(key: CatalogueKey, { cursor, limit }: PageQuery): Promise<Page<CatalogueEntry>> {
    const rows = await entriesAfter(this.db.manager, key, decodeCursor(cursor, position), limit + 1);
    return pageOf(
      rows,
      limit,
      (row) => row,
      ({ position, code }) => ({ position, code }),
    );
  }

  /** @throws Problem 404 `catalogue-entry-not-found` */
  async one(key: CatalogueKey, code: string): Promise<CatalogueEntry> {
    const entry = await entryOf(this.db.manager, key, code);
    if (entry === null) throw catalogueEntryNotFound();
    return entry;
  }

  /** @throws Problem 409 `catalogue-full`; 428 when the catalogue has that code already */
  async create(key: CatalogueKey, code: string, content: CatalogueEntryBody): Promise<CatalogueEntry> {
    const { manager } = this.db;
    if ((await countEntries(manager, key)) >= MOST_ENTRIES) throw catalogueFull();
    const entry = { code, ...content, version: 1 };
    if (!(await writeEntry(manager, key, entry))) throw alreadyExists();
    return entry;
  }

  /** @throws Problem 412 `stale-version` for another version, or none */
  async edit(key: CatalogueKey, code: string, version: number, content: CatalogueEntryBody): Promise<CatalogueEntry> {
    const entry = { code, ...content, version: version + 1 };
    if (!(await writeEntry(this.db.manager, key, entry))) throw staleVersion();
    return entry;
  }
}

/**
 * For an act that names a code: it must be one that the hall may choose now.
 * @param pointer of the field in the request's body
 * @throws Problem 422 `catalogue-code-unknown`, `catalogue-code-inactive`
 */
export async function requireCatalogueCode(
  tx: EntityManager,
  key: CatalogueKey,
  code: string,
  pointer: string,
): Promise<void> {
  const entry = await entryOf(tx, key, code);
  if (entry === null) throw unprocessable('catalogue-code-unknown', '目录中没有这一项').at(pointer);
  if (!entry.active) throw unprocessable('catalogue-code-inactive', '目录中的这一项已停用', entry.label).at(pointer);
}
