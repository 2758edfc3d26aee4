import { BY_ANOTHER_CASE, type ActDraft, type Casebook, type Complaint } from '@bancheng/casebook';
import { statusBeforeMerge } from '@bancheng/domain';
import type { EntityManager } from 'typeorm';

/** A merged case goes its own way again: where it stood, with its own clocks, which ran on. */
export function unmerging({ mergedInto, acceptedAt }: Complaint): ActDraft<'unmerged'> {
  return {
    detail: { from: mergedInto! },
    to: statusBeforeMerge(acceptedAt),
    patch: { mergedInto: null },
  };
}

/** Releases the cases merged under a case that was withdrawn: it will never be answered, and they were not withdrawn. */
export async function releaseMerged(casebook: Casebook, tx: EntityManager, merged: readonly string[]): Promise<void> {
  for (const caseId of merged) {
    await casebook.recordAct(tx, { caseId, jurisdiction: null }, BY_ANOTHER_CASE, 'unmerged', unmerging);
  }
}
