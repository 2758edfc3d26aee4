import type { CommitmentEnding } from '@bancheng/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One 议定事项. Its clock in the casebook says until when, and whether it is open: it also ends with a withdrawn case. */
@Entity({ schema: 'joint_meeting', name: 'commitment' })
export class CommitmentEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'meeting_id' }) meetingId!: string;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('text') jurisdiction!: string;
  /** Among those of its case, as the minutes have them. */
  @Column('int') position!: number;
  @Column('text') department!: string;
  @Column('text') text!: string;
  @Column('text', { name: 'ended_as', nullable: true }) endedAs!: CommitmentEnding | null;
  /** 落实情况, or why a leader released it. */
  @Column('text', { nullable: true }) report!: string | null;
}
