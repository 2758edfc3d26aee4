import type { ActKind, CaseClock, CaseStatus } from '@bancheng/domain';
import type { EntityManager } from 'typeorm';

/** An act as the record keeps it. */
export interface ActRecord {
  seq: number;
  kind: ActKind;
  at: string;
  status: CaseStatus;
  actor: string;
  role: string;
  origin: 'api' | 'signal' | 'engine';
  detail: Record<string, unknown>;
  clocks: CaseClock[];
}

/** All acts of a case in order. */
export async function readActs(tx: EntityManager, caseId: string): Promise<ActRecord[]> {
  const rows = await tx.query<(Omit<ActRecord, 'at'> & { at: Date })[]>(
    `select seq, kind, at, status, actor, role, origin, detail, clocks from casebook.act
     where case_id = $1 order by seq`,
    [caseId],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
