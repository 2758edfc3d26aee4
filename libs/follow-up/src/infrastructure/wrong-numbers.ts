import { numberIsWrong } from '@bancheng/casebook';
import type { EntityManager } from 'typeorm';

/** Whether the case's number was found wrong and the clerk has not corrected it yet. */
export async function awaitsNumber(tx: EntityManager, caseId: string): Promise<boolean> {
  const [row] = await tx.query<{ wrong: boolean }[]>(`select ${numberIsWrong('$1::uuid')} as wrong`, [caseId]);
  return row!.wrong;
}
