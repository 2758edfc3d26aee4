import type { Attendance } from '@bancheng/contracts/http/joint-meeting';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A department at a meeting: invited, or come without. */
@Entity({ schema: 'joint_meeting', name: 'invitation' })
export class InvitationEntity {
  @PrimaryColumn('uuid', { name: 'meeting_id' }) meetingId!: string;
  @PrimaryColumn('text') department!: string;
  @Column('boolean') invited!: boolean;
  /** Known once the meeting was held. */
  @Column('text', { nullable: true }) attendance!: Attendance | null;
}
