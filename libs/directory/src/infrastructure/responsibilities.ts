import type { EntityManager } from 'typeorm';
import type { ResponsibilityEntity } from './responsibility.entity.js';

/** A leader's ruling in the list: a new line, or over whatever it said of that item. */
export async function recordRuling(
  tx: EntityManager,
  { id, jurisdiction, item, department }: Pick<ResponsibilityEntity, 'id' | 'jurisdiction' | 'item' | 'department'>,
): Promise<void> {
  await tx.query(
    `insert into directory.responsibility as r (id, jurisdiction, item, department, source) values ($1, $2, $3, $4, 'ruling')
     on conflict (jurisdiction, item) do update set department = excluded.department, source = 'ruling', version = r.version + 1`,
    [id, jurisdiction, item, department],
  );
}
