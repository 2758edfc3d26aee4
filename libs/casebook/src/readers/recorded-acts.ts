import type { FollowUpExclusion } from '@bancheng/contracts';
import type { ActKind, CaseClock, CaseStatus, ComplaintType } from '@bancheng/domain';
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

/** 问题类型 as it was when the matter was first taken up; null before. */
export async function readOriginalType(tx: EntityManager, caseId: string): Promise<ComplaintType | null> {
  const [row] = await tx.query<{ type: ComplaintType }[]>(
    `select detail->>'type' as type from casebook.act
     where case_id = $1 and kind in ('accepted', 'answeredOnTheSpot', 'reopened') order by seq limit 1`,
    [caseId],
  );
  return row?.type ?? null;
}

/** An act as a file's list needs it. `excluded`: it opened a follow-up that is not made (无法回访, 撤回), and why. */
export interface ActOnFile {
  seq: number;
  kind: ActKind;
  at: string;
  excluded: FollowUpExclusion | null;
  /** It gave the follow-up to an officer who was not independent, because nobody was. */
  dependent: boolean;
  /** Kinds of text kept with it, never the texts themselves: those are read through `readParticulars` alone. */
  texts: string[];
}

/** The acts of a case in order, as far as a file's list needs them. */
export async function recordedActs(tx: EntityManager, caseId: string): Promise<ActOnFile[]> {
  const rows = await tx.query<(Omit<ActOnFile, 'at'> & { at: Date })[]>(
    `select a.seq, a.kind, a.at, case when a.kind = 'followUpOpened' then a.detail->>'excluded' end as excluded,
       a.kind = 'followUpAssigned' and a.detail->>'independent' = 'false' as dependent,
       array(select distinct t.kind from casebook.shared_text t where t.case_id = a.case_id and t.seq = a.seq
         order by t.kind) as texts
     from casebook.act a where a.case_id = $1 order by a.seq`,
    [caseId],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
