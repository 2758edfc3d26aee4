import { instantColumn } from '@bancheng/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** 批示: what a leader told a department or, with null, the clerk to do. Its text and the answer's are in the casebook. */
@Entity({ schema: 'supervision', name: 'instruction' })
export class InstructionEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('text') jurisdiction!: string;
  @Column('text', { nullable: true }) department!: string | null;
  /** The 督办单 it was given on. */
  @Column('uuid', { name: 'notice_id', nullable: true }) noticeId!: string | null;
  @Column('text', { name: 'given_by' }) givenBy!: string;
  @Column('timestamptz', { name: 'given_at', transformer: instantColumn }) givenAt!: string;
  @Column('text', { name: 'answered_by', nullable: true }) answeredBy!: string | null;
  @Column('timestamptz', { name: 'answered_at', nullable: true, transformer: instantColumn }) answeredAt!:
    string | null;
}
