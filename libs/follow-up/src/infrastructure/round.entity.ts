import type { FollowUpExclusion } from '@bancheng/contracts';
import type { FollowUpState } from '@bancheng/contracts/http/follow-up';
import type { Grade } from '@bancheng/domain';
import { instantColumn } from '@bancheng/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One round of 回访 of a case; at most one is open. */
@Entity({ schema: 'follow_up', name: 'round' })
export class RoundEntity {
  @PrimaryColumn('uuid', { name: 'case_id' }) caseId!: string;
  @PrimaryColumn('int') round!: number;
  @Column('text') jurisdiction!: string;
  @Column('text') state!: FollowUpState;
  @Column('timestamptz', { name: 'opened_at', transformer: instantColumn }) openedAt!: string;
  @Column('timestamptz', { name: 'ended_at', nullable: true, transformer: instantColumn }) endedAt!: string | null;
  @Column('text', { nullable: true }) excluded!: FollowUpExclusion | null;
  @Column('text', { nullable: true }) grade!: Grade | null;
}
