import type { SuspensionEnd, ToldBy } from '@bancheng/contracts/http/suspensions';
import { instantColumn } from '@bancheng/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** 挂起 of one slip with its evidence; its clock is in the casebook. */
@Entity({ schema: 'routing', name: 'suspension' })
export class SuspensionEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('text') jurisdiction!: string;
  @Column('uuid', { name: 'dispatch_id' }) dispatchId!: string;
  @Column('text') department!: string;
  /** What the citizen is to bring, a paper a line; the citizen is shown it as a text of the act. */
  @Column('text') missing!: string;
  @Column('text', { name: 'told_by' }) toldBy!: ToldBy;
  /** Where the telling is on record. */
  @Column('text') reference!: string;
  @Column('text', { name: 'suspended_by' }) suspendedBy!: string;
  @Column('timestamptz', { name: 'suspended_at', transformer: instantColumn }) suspendedAt!: string;
  @Column('timestamptz', { name: 'ended_at', nullable: true, transformer: instantColumn }) endedAt!: string | null;
  @Column('text', { name: 'ended_as', nullable: true }) endedAs!: SuspensionEnd | null;
}
