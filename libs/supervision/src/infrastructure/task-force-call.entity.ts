import type { TaskForceOutcome } from '@bancheng/contracts';
import { instantColumn } from '@bancheng/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** 站台: one call of a department's 首席代表 to the window, and what came of it. */
@Entity({ schema: 'supervision', name: 'task_force_call' })
export class TaskForceCallEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('text') jurisdiction!: string;
  @Column('text') department!: string;
  /** What the department is called for. */
  @Column('text') matter!: string;
  @Column('text', { name: 'called_by' }) calledBy!: string;
  @Column('timestamptz', { name: 'called_at', transformer: instantColumn }) calledAt!: string;
  @Column('text', { nullable: true }) outcome!: TaskForceOutcome | null;
  @Column('text', { nullable: true }) report!: string | null;
  @Column('text', { name: 'reported_by', nullable: true }) reportedBy!: string | null;
  @Column('timestamptz', { name: 'reported_at', nullable: true, transformer: instantColumn })
  reportedAt!: string | null;
}
