import { instantColumn } from '@bancheng/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** 退回 of one slip, once at most; of a case that had one before, with the leader's ruling. */
@Entity({ schema: 'routing', name: 'slip_return' })
export class SlipReturnEntity {
  @PrimaryColumn('uuid', { name: 'dispatch_id' }) dispatchId!: string;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('text') jurisdiction!: string;
  @Column('text') department!: string;
  /** Null: beyond local authority, no department's. */
  @Column('text', { name: 'proposed_department', nullable: true }) proposedDepartment!: string | null;
  @Column('text') reason!: string;
  @Column('text', { name: 'returned_by' }) returnedBy!: string;
  @Column('timestamptz', { name: 'returned_at', transformer: instantColumn }) returnedAt!: string;
  @Column('boolean', { name: 'to_leader' }) toLeader!: boolean;
  /** Null before the ruling, and where it says 帮办代办. */
  @Column('text', { name: 'ruled_department', nullable: true }) ruledDepartment!: string | null;
  @Column('text', { nullable: true }) instruction!: string | null;
  @Column('text', { name: 'ruled_by', nullable: true }) ruledBy!: string | null;
  /** The leader for whom a deputy ruled. */
  @Column('text', { name: 'ruled_on_behalf_of', nullable: true }) ruledOnBehalfOf!: string | null;
  @Column('timestamptz', { name: 'ruled_at', nullable: true, transformer: instantColumn }) ruledAt!: string | null;
  /** The slip that the ruling sent in place of the returned one. */
  @Column('uuid', { name: 'sent_dispatch_id', nullable: true }) sentDispatchId!: string | null;
}
