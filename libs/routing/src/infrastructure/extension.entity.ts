import { instantColumn } from '@bancheng/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** 延期: asked by a department for one slip; pending until a leader decided. */
@Entity({ schema: 'routing', name: 'extension' })
export class ExtensionEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('text') jurisdiction!: string;
  @Column('uuid', { name: 'dispatch_id' }) dispatchId!: string;
  @Column('text') department!: string;
  @Column('int', { name: 'working_days' }) workingDays!: number;
  @Column('text') reason!: string;
  @Column('text', { name: 'asked_by' }) askedBy!: string;
  @Column('timestamptz', { name: 'asked_at', transformer: instantColumn }) askedAt!: string;
  @Column('boolean', { nullable: true }) granted!: boolean | null;
  @Column('text', { nullable: true }) comment!: string | null;
  @Column('text', { name: 'decided_by', nullable: true }) decidedBy!: string | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true, transformer: instantColumn }) decidedAt!: string | null;
}
