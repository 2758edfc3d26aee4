import type { DISPATCH_REQUIREMENTS } from '@bancheng/contracts';
import type { SlipEnd } from '@bancheng/contracts/http/slips';
import type { LocalDate, ReplyOutcome } from '@bancheng/domain';
import { instantColumn } from '@bancheng/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One 转办单: what one department was asked, and how far it has come. Its clock is in the casebook. */
@Entity({ schema: 'routing', name: 'dispatch' })
export class DispatchEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('text') jurisdiction!: string;
  @Column('text') department!: string;
  /** 办理要求; `other` comes with `byDate`. */
  @Column('text') requirement!: (typeof DISPATCH_REQUIREMENTS)[number];
  @Column('date', { name: 'by_date', nullable: true }) byDate!: LocalDate | null;
  @Column('boolean') lead!: boolean;
  /** 承办人 */
  @Column('text', { name: 'handler_name', nullable: true }) handlerName!: string | null;
  /** 情况记录 as written for this slip; null: the case's own. */
  @Column('text', { nullable: true }) record!: string | null;
  @Column('text', { nullable: true }) instruction!: string | null;
  @Column('timestamptz', { name: 'sent_at', transformer: instantColumn }) sentAt!: string;
  @Column('timestamptz', { name: 'signed_at', nullable: true, transformer: instantColumn }) signedAt!: string | null;
  @Column('text', { name: 'signed_by', nullable: true }) signedBy!: string | null;
  /** Of the last reply. */
  @Column('text', { nullable: true }) outcome!: ReplyOutcome | null;
  @Column('timestamptz', { name: 'replied_at', nullable: true, transformer: instantColumn }) repliedAt!: string | null;
  /** When the department's part ended: by its final reply, a return or the clerk's recall. */
  @Column('timestamptz', { name: 'ended_at', nullable: true, transformer: instantColumn }) endedAt!: string | null;
  @Column('text', { name: 'ended_as', nullable: true }) endedAs!: SlipEnd | null;
  @Column('text', { name: 'recall_reason', nullable: true }) recallReason!: string | null;
  /** 0 at first, and then changed by `moveToEndOfInbox` alone. */
  @Column({ type: 'int', update: false }) position!: number;
}
