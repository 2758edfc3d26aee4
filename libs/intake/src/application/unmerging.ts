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

/** The first case was taken back and will never be answered: what was merged under it is not taken back with it. */
export async function releaseMerged(casebook: Casebook, tx: EntityManager, merged: readonly string[]): Promise<void> {
  for (const caseId of merged) {
    await casebook.recordAct(tx, { caseId, jurisdiction: null }, BY_ANOTHER_CASE, 'unmerged', unmerging);
  }
}
