import { instantColumn } from '@bancheng/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** 延期: asked for one clock of a case; pending until a leader decided or it was taken back. */
@Entity({ schema: 'routing', name: 'extension' })
export class ExtensionEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('text') jurisdiction!: string;
  @Column('text', { name: 'clock_id' }) clockId!: string;
  /** Whom the clock binds; null for the window and an agency. */
  @Column('text', { nullable: true }) department!: string | null;
  @Column('int', { name: 'working_days' }) workingDays!: number;
  @Column('text') reason!: string;
  @Column('text', { name: 'asked_by' }) askedBy!: string;
  @Column('timestamptz', { name: 'asked_at', transformer: instantColumn }) askedAt!: string;
  @Column('boolean', { nullable: true }) granted!: boolean | null;
  @Column('text', { nullable: true }) comment!: string | null;
  @Column('text', { name: 'decided_by', nullable: true }) decidedBy!: string | null;
  /** The leader for whom a deputy decided. */
  @Column('text', { name: 'decided_on_behalf_of', nullable: true }) decidedOnBehalfOf!: string | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true, transformer: instantColumn }) decidedAt!: string | null;
  @Column('text', { name: 'withdrawn_by', nullable: true }) withdrawnBy!: string | null;
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true, transformer: instantColumn })
  withdrawnAt!: string | null;
}

export function isPending({ decidedAt, withdrawnAt }: ExtensionEntity): boolean {
  return decidedAt === null && withdrawnAt === null;
}
