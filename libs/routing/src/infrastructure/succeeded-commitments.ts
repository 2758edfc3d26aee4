import type { EntityManager } from 'typeorm';

/** Gives a department's open commitments (议定事项), which the joint meetings keep, to its successor. */
export async function succeedCommitments(
  tx: EntityManager,
  jurisdiction: string,
  ids: readonly string[],
  successor: string,
): Promise<void> {
  await tx.query('select joint_meeting.succeed_commitments($1, $2, $3)', [jurisdiction, ids, successor]);
}
