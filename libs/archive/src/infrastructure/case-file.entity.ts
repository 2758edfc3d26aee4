import type { RetentionPeriod } from '@bancheng/contracts';
import type { FiledClass } from '@bancheng/contracts/http/archive';
import type { ComplaintType } from '@bancheng/domain';
import { instantColumn } from '@bancheng/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** 卷: the file of an archived case, written once for each time it was filed: again after a reopening. */
@Entity({ schema: 'archive', name: 'case_file' })
export class CaseFileEntity {
  @PrimaryColumn('uuid', { name: 'case_id' }) caseId!: string;
  @PrimaryColumn('int') filing!: number;
  @Column('text') jurisdiction!: string;
  /** 年度, the year of closing in Asia/Shanghai. */
  @Column('int') year!: number;
  /** 件号, gapless within jurisdiction and year. */
  @Column('int') sequence!: number;
  /** 档号 */
  @Column('text', { name: 'catalogue_number' }) catalogueNumber!: string;
  @Column('text', { nullable: true }) type!: ComplaintType | null;
  @Column('text') retention!: RetentionPeriod;
  @Column('timestamptz', { name: 'archived_at', transformer: instantColumn }) archivedAt!: string;
  @Column('jsonb') classes!: FiledClass[];
}
