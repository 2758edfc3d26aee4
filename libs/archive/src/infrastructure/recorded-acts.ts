import type { ActKind } from '@bancheng/domain';
import type { EntityManager } from 'typeorm';

/** An act as the file's list needs it. `excluded`: it opened a follow-up that is not made (无法回访, 撤回). */
export interface ActOnFile {
  seq: number;
  kind: ActKind;
  at: string;
  excluded: boolean;
  /** It gave the follow-up to an officer who was not independent, because nobody was. */
  dependent: boolean;
  /** Kinds of text kept with it. */
  texts: string[];
}

type ActOnFileRow = Omit<ActOnFile, 'at'> & { at: Date };

/** Which kinds of text came with an act, never the texts themselves: those are read through `readParticulars` alone. */
const ACTS_SQL = `
select a.seq, a.kind, a.at, a.detail->>'excluded' is not null as excluded,
  a.kind = 'followUpAssigned' and a.detail->>'independent' = 'false' as dependent,
  array(select distinct t.kind from casebook.shared_text t where t.case_id = a.case_id and t.seq = a.seq order by t.kind) as texts
from casebook.act a where a.case_id = $1 order by a.seq`;

/** The acts of a case in their order, as far as a file's list needs them. */
export async function recordedActs(tx: EntityManager, caseId: string): Promise<ActOnFile[]> {
  const rows = await tx.query<ActOnFileRow[]>(ACTS_SQL, [caseId]);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
