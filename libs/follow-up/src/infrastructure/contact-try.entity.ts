import type { ContactResult } from '@bancheng/contracts';
import type { LocalDate } from '@bancheng/domain';
import { instantColumn } from '@bancheng/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A try to reach the citizen that failed. */
@Entity({ schema: 'follow_up', name: 'contact_try' })
export class ContactTryEntity {
  @PrimaryColumn('uuid', { name: 'case_id' }) caseId!: string;
  @PrimaryColumn('int') round!: number;
  @PrimaryColumn('int') attempt!: number;
  @Column('text') result!: ContactResult;
  @Column('timestamptz', { transformer: instantColumn }) at!: string;
  /** In Asia/Shanghai. */
  @Column('date') day!: LocalDate;
  /** Subject of the 回访员 who tried. */
  @Column('text') officer!: string;
}
