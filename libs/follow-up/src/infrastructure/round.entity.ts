import type { FollowUpExclusion, Rater } from '@bancheng/contracts';
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
  /** A leader had ended the handling (终止). */
  @Column('bool') terminated!: boolean;
  @Column('text', { nullable: true }) excluded!: FollowUpExclusion | null;
  /** Subject of the 回访员 it was given to, or who graded without being given it. */
  @Column('text', { nullable: true }) officer!: string | null;
  @Column('bool', { name: 'officer_independent', nullable: true }) officerIndependent!: boolean | null;
  @Column('text', { nullable: true }) grade!: Grade | null;
  @Column('text', { name: 'graded_by', nullable: true }) gradedBy!: Rater | null;
  /** Of a declined or terminated matter, as last said. */
  @Column('bool', { name: 'explanation_understood', nullable: true }) explanationUnderstood!: boolean | null;
  /** The citizen's own, after the case was closed. */
  @Column('text', { nullable: true }) rating!: Grade | null;
  @Column('timestamptz', { name: 'rated_at', nullable: true, transformer: instantColumn }) ratedAt!: string | null;
}
