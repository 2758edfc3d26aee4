import { ACTS } from '@bancheng/domain';
import type { EntityManager } from 'typeorm';

export interface HandledCase {
  id: string;
  number: string;
}

/** The cases of a clerk that can still be handed over. */
const HANDLED = `from casebook.complaint c where c.jurisdiction = $1 and c.handler = $2 and c.status = any($3)`;

/** At most `most` of a clerk's open cases (of `ids`, where given), locked in ascending id. */
export function lockCasesOf(
  tx: EntityManager,
  { jurisdiction, handler, ids }: { jurisdiction: string; handler: string; ids: readonly string[] | null },
  most: number,
): Promise<HandledCase[]> {
  return tx.query<HandledCase[]>(
    `select c.id, c.number ${HANDLED} and ($4::uuid[] is null or c.id = any($4))
     order by c.id limit $5 for no key update`,
    [jurisdiction, handler, ACTS.handedOver.from, ids, most],
  );
}

/** How many open cases a clerk has, and the first `most` of them. */
export async function readCasesOf(
  tx: EntityManager,
  { jurisdiction, handler }: { jurisdiction: string; handler: string },
  most: number,
): Promise<{ remaining: number; remainingIds: string[] }> {
  const rows = await tx.query<{ id: string; total: number }[]>(
    `select c.id, count(*) over ()::int as total ${HANDLED} order by c.id limit $4`,
    [jurisdiction, handler, ACTS.handedOver.from, most],
  );
  return { remaining: rows[0]?.total ?? 0, remainingIds: rows.map((row) => row.id) };
}
