import { clockIsOpen } from '@bancheng/casebook';
import { In, type EntityManager } from 'typeorm';
import { CommitmentEntity } from './commitment.entity.js';

/** Which commitments; what is undefined or null does not restrict. */
export interface CommitmentSelection {
  jurisdiction: string;
  department: string | null;
  complaintId: string | undefined;
  /** Whether its clock in the casebook is open. */
  open: boolean | undefined;
  after: string | null;
  limit: number;
}

/** Commitments in the order in which they were made. */
export async function selectCommitments(
  tx: EntityManager,
  { jurisdiction, department, complaintId, open, after, limit }: CommitmentSelection,
): Promise<CommitmentEntity[]> {
  const rows = await tx.query<{ id: string }[]>(
    `select m.id from joint_meeting.commitment m
     where m.jurisdiction = $1 and ($2::text is null or m.department = $2) and ($3::uuid is null or m.case_id = $3)
       and ($4::uuid is null or m.id > $4)
       and ($5::boolean is null or $5 = ${clockIsOpen('m.case_id', "'commitment:' || m.id")})
     order by m.id limit $6`,
    [jurisdiction, department, complaintId ?? null, after, open ?? null, limit],
  );
  return tx.find(CommitmentEntity, { where: { id: In(rows.map(({ id }) => id)) }, order: { id: 'asc' } });
}
