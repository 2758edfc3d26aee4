import type { EntityManager } from 'typeorm';
import { terminationPending } from '../case-predicates.sql.js';

/** 终止 as the clerk asked for it: the act itself is the request. */
export interface TerminationRequest {
  seq: number;
  askedBy: string;
  /** A code of the hall's `decline-reasons`. */
  reason: string;
  explanation: string;
}

/** The request that waits for a leader; null when none does. Call it under the case's lock. */
export async function pendingTermination(tx: EntityManager, caseId: string): Promise<TerminationRequest | null> {
  const [asked] = await tx.query<TerminationRequest[]>(
    `select a.seq, a.actor as "askedBy", a.detail->>'reason' as reason, t.body as explanation
     from casebook.act a join casebook.shared_text t
       on t.case_id = a.case_id and t.seq = a.seq and t.kind = 'termination-explanation'
     where a.case_id = $1 and a.kind = 'terminationAsked' and ${terminationPending('a.case_id')}
     order by a.seq desc limit 1`,
    [caseId],
  );
  return asked ?? null;
}
