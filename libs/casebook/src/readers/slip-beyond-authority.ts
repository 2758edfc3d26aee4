import type { EntityManager } from 'typeorm';
import { slipBeyondAuthority } from '../case-predicates.sql.js';

/** The slip because of which 帮办代办 is the way on for the case; see `slipBeyondAuthority`. */
export async function readSlipBeyondAuthority(tx: EntityManager, caseId: string): Promise<string | null> {
  const [row] = await tx.query<{ slip: string | null }[]>(`select ${slipBeyondAuthority('$1')} as slip`, [caseId]);
  return row!.slip;
}
