import type { RetentionPeriod } from '@bancheng/contracts';
import type { RetentionKey } from '@bancheng/contracts/http/archive';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How long one jurisdiction keeps one type of case. */
@Entity({ schema: 'archive', name: 'retention_rule' })
export class RetentionRuleEntity {
  @PrimaryColumn('text') jurisdiction!: string;
  @PrimaryColumn('text') type!: RetentionKey;
  @Column('text') retention!: RetentionPeriod;
  /** Counts the edits; the ETag. */
  @Column('int') version!: number;
}
