import type { TOLD_BY, TransferEnd } from '@bancheng/contracts/http/transfer';
import type { CaseStatus, ReplyOutcome } from '@bancheng/domain';
import { instantColumn } from '@bancheng/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** 帮办代办: one handing over of a case to an agency. Its clock and the answer's text are in the casebook. */
@Entity({ schema: 'transfer', name: 'transfer' })
export class TransferEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('text') jurisdiction!: string;
  @Column('text') agency!: string;
  @Column('text') reason!: string;
  /** Where the case stood, and stands again when the transfer is returned. */
  @Column('text', { name: 'from_status' }) fromStatus!: CaseStatus;
  @Column('text', { name: 'told_how', nullable: true }) toldHow!: (typeof TOLD_BY)[number] | null;
  @Column('timestamptz', { name: 'told_at', nullable: true, transformer: instantColumn }) toldAt!: string | null;
  @Column('text', { name: 'transferred_by' }) transferredBy!: string;
  @Column('timestamptz', { name: 'transferred_at', transformer: instantColumn }) transferredAt!: string;
  @Column('text', { name: 'acknowledged_by', nullable: true }) acknowledgedBy!: string | null;
  @Column('timestamptz', { name: 'acknowledged_at', nullable: true, transformer: instantColumn })
  acknowledgedAt!: string | null;
  @Column('text', { name: 'acknowledgement_note', nullable: true }) acknowledgementNote!: string | null;
  @Column('text', { nullable: true }) outcome!: ReplyOutcome | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true, transformer: instantColumn }) endedAt!: string | null;
  @Column('text', { name: 'ended_as', nullable: true }) endedAs!: TransferEnd | null;
  @Column('text', { name: 'end_reason', nullable: true }) endReason!: string | null;
  /** The slip whose return as beyond local authority led to it. */
  @Column('uuid', { name: 'returned_dispatch_id', nullable: true }) returnedDispatchId!: string | null;
}
