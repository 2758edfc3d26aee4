import { readCases } from '@bancheng/casebook';
import type { CatalogueItem, FiledClass } from '@bancheng/contracts/http/archive';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';

/** Where a page of the catalogue ends. */
export const cataloguePosition = z.strictObject({ year: z.int32(), sequence: z.int32() });
export type CataloguePosition = z.output<typeof cataloguePosition>;

export interface CatalogueRow extends CataloguePosition {
  case_id: string;
  number: string;
  catalogue_number: string;
  type: CatalogueItem['type'];
  retention: CatalogueItem['retention'];
  archived_at: Date;
  classes: FiledClass[];
}

const CATALOGUE_SQL = `
select f.case_id, f.year, f.sequence, f.catalogue_number, f.type, f.retention, f.archived_at, f.classes
from archive.case_file f
where not exists (select from archive.case_file later where later.case_id = f.case_id and later.filing > f.filing)
  and f.jurisdiction = $1 and ($2::int is null or f.year = $2::int)
  and ($3::int is null or (f.year, f.sequence) < ($3::int, $4::int))
order by f.year desc, f.sequence desc
limit $5`;

/** The files of a jurisdiction as last filed, of one year or of all, the latest number first, `count` of them after `after`. */
export async function listCatalogue(
  tx: EntityManager,
  jurisdiction: string,
  year: number | null,
  after: CataloguePosition | null,
  count: number,
): Promise<CatalogueRow[]> {
  const parameters = [jurisdiction, year, after?.year ?? null, after?.sequence ?? null, count];
  const rows = await tx.query<Omit<CatalogueRow, 'number'>[]>(CATALOGUE_SQL, parameters);
  const caseIds = rows.map((row) => row.case_id);
  const cases = await readCases(tx, caseIds);
  return rows.map((row) => ({ ...row, number: cases.get(row.case_id)!.number }));
}
