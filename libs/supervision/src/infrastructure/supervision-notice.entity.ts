import { instantColumn } from '@bancheng/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One 督办单 to the leader: the `ordinal`-th for a deadline that was missed. */
@Entity({ schema: 'supervision', name: 'supervision_notice' })
export class SupervisionNoticeEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('text') jurisdiction!: string;
  @Column('text', { name: 'clock_id' }) clockId!: string;
  @Column('text', { nullable: true }) department!: string | null;
  @Column('timestamptz', { name: 'due_at', transformer: instantColumn }) dueAt!: string;
  @Column('int') ordinal!: number;
  @Column('timestamptz', { transformer: instantColumn }) at!: string;
}
