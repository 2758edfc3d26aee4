import type { EntityManager } from 'typeorm';

/** Whether the case stands merged into another one (并单), under whose number it was handled and closed. */
export async function wasMerged(tx: EntityManager, caseId: string): Promise<boolean> {
  const [last] = await tx.query<{ kind: string }[]>(
    `select kind from casebook.act where case_id = $1 and kind in ('merged', 'unmerged') order by seq desc limit 1`,
    [caseId],
  );
  return last?.kind === 'merged';
}
