import type { InvitationAnswer } from '@bancheng/contracts/http/joint-meeting';
import { instantColumn } from '@bancheng/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a department answered to an invitation; another answer is another row. */
@Entity({ schema: 'joint_meeting', name: 'invitation_answer' })
export class InvitationAnswerEntity {
  @PrimaryColumn('uuid', { name: 'meeting_id' }) meetingId!: string;
  /** The meeting's version that it made: in their order, however the clocks of our processes differ. */
  @PrimaryColumn('int', { name: 'meeting_version' }) meetingVersion!: number;
  @Column('text') department!: string;
  @Column('text') answer!: InvitationAnswer;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('text', { name: 'answered_by' }) answeredBy!: string;
  @Column('timestamptz', { name: 'answered_at', transformer: instantColumn }) answeredAt!: string;
}
