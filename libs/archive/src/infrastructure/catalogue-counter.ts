import type { EntityManager } from 'typeorm';

const NEXT_SEQUENCE = `
insert into archive.catalogue_counter as n (jurisdiction, year, last) values ($1, $2, 1)
on conflict (jurisdiction, year) do update set last = n.last + 1
returning last`;

/**
 * The next 件号 of a jurisdiction and year: gapless, because a rollback gives it back. The counter stays locked until the
 * transaction ends, so call it as late as possible.
 */
export async function nextSequence(tx: EntityManager, jurisdiction: string, year: number): Promise<number> {
  const [row] = await tx.query<{ last: number }[]>(NEXT_SEQUENCE, [jurisdiction, year]);
  return row!.last;
}
