import type { Catalogue, CatalogueEntry } from '@bancheng/contracts/http/catalogues';
import type { EntityManager } from 'typeorm';

/** One of a hall's catalogues. */
export interface CatalogueKey {
  jurisdiction: string;
  catalogue: Catalogue;
}

/** The entries of catalogue $2 as hall $1 has them: its own, and of those that every hall begins with the rest. */
const OF_HALL = `(select distinct on (code) code, label, active, position, version from directory.catalogue_entry
  where jurisdiction in ($1, '*') and catalogue = $2 order by code, jurisdiction = '*')`;

/** Where a page ends. */
export type CataloguePosition = Pick<CatalogueEntry, 'position' | 'code'>;

/** `limit` entries in their order, switched-off ones too. */
export function entriesAfter(
  tx: EntityManager,
  { jurisdiction, catalogue }: CatalogueKey,
  after: CataloguePosition | null,
  limit: number,
): Promise<CatalogueEntry[]> {
  return tx.query<CatalogueEntry[]>(
    `select * from ${OF_HALL} e where $3::int is null or (e.position, e.code) > ($3, $4)
     order by e.position, e.code limit $5`,
    [jurisdiction, catalogue, after?.position ?? null, after?.code ?? null, limit],
  );
}

/** An entry, switched off or not; null where the hall has none of that code. */
export async function entryOf(
  tx: EntityManager,
  { jurisdiction, catalogue }: CatalogueKey,
  code: string,
): Promise<CatalogueEntry | null> {
  const [entry] = await tx.query<CatalogueEntry[]>(`select * from ${OF_HALL} e where e.code = $3`, [
    jurisdiction,
    catalogue,
    code,
  ]);
  return entry ?? null;
}

/** The labels of these codes, of switched-off ones too. */
export async function catalogueLabels(
  tx: EntityManager,
  { jurisdiction, catalogue }: CatalogueKey,
  codes: readonly string[],
): Promise<Map<string, string>> {
  if (codes.length === 0) return new Map();
  const rows = await tx.query<Pick<CatalogueEntry, 'code' | 'label'>[]>(
    `select code, label from ${OF_HALL} e where e.code = any($3)`,
    [jurisdiction, catalogue, codes],
  );
  return new Map(rows.map(({ code, label }) => [code, label]));
}

/** How many entries the hall's catalogue has, those that it began with included. */
export async function countEntries(tx: EntityManager, { jurisdiction, catalogue }: CatalogueKey): Promise<number> {
  const [row] = await tx.query<{ entries: number }[]>(`select count(*)::int as entries from ${OF_HALL} e`, [
    jurisdiction,
    catalogue,
  ]);
  return row!.entries;
}

/**
 * Writes the hall's own entry over the version before it, or over none.
 * @returns whether that was the version there
 */
export async function writeEntry(
  tx: EntityManager,
  { jurisdiction, catalogue }: CatalogueKey,
  { code, label, active, position, version }: CatalogueEntry,
): Promise<boolean> {
  const written = await tx.query<unknown[]>(
    `insert into directory.catalogue_entry as e (jurisdiction, catalogue, code, label, active, position, version)
     select $1, $2, $3, $4, $5::boolean, $6::int, $7::int
     where coalesce((select version from ${OF_HALL} seen where seen.code = $3), 0) = $7::int - 1
     on conflict (jurisdiction, catalogue, code) do update
     set label = excluded.label, active = excluded.active, position = excluded.position, version = excluded.version
     where e.version = excluded.version - 1 returning true`,
    [jurisdiction, catalogue, code, label, active, position, version],
  );
  return written.length === 1;
}
