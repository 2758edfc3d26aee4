import { COMPLAINT_COLUMNS, toComplaint, type Complaint, type ComplaintRow } from '@bancheng/casebook';
import type { ActKind, CaseClock, CaseStatus } from '@bancheng/domain';
import type { EntityManager } from 'typeorm';

/** The case with this number, of whatever jurisdiction; undefined where there is none. */
export async function findCaseByNumber(tx: EntityManager, number: string): Promise<Complaint | undefined> {
  const [row] = await tx.query<ComplaintRow[]>(
    `select ${COMPLAINT_COLUMNS} from casebook.complaint c where c.number = $1`,
    [number],
  );
  return row && toComplaint(row);
}

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
