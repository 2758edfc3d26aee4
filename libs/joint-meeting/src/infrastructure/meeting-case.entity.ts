import type { CaseStatus } from '@bancheng/domain';
import { instantColumn } from '@bancheng/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One matter on a meeting's agenda, and what the meeting decided of it. */
@Entity({ schema: 'joint_meeting', name: 'meeting_case' })
export class MeetingCaseEntity {
  @PrimaryColumn('uuid', { name: 'meeting_id' }) meetingId!: string;
  @PrimaryColumn('uuid', { name: 'case_id' }) caseId!: string;
  /** Where the case stood when it was put on the agenda; a cancelled meeting gives it back there. */
  @Column('text', { name: 'status_before' }) statusBefore!: CaseStatus;
  @Column('timestamptz', { name: 'added_at', transformer: instantColumn }) addedAt!: string;
  /** `skipped`: the case had moved on when the meeting was held, or cancelled. */
  @Column('text', { name: 'ended_as', nullable: true }) endedAs!: 'held' | 'cancelled' | 'skipped' | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true, transformer: instantColumn }) endedAt!: string | null;
  @Column('text', { name: 'lead_department', nullable: true }) leadDepartment!: string | null;
  @Column('text', { nullable: true }) decisions!: string | null;
  /** Why it was cancelled. */
  @Column('text', { nullable: true }) reason!: string | null;
}
