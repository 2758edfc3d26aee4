import { CasebookModule } from '@bancheng/casebook';
import { DIRECTORY_ENTITIES } from '@bancheng/directory';
import { DatabaseModule } from '@bancheng/platform';
import { Module } from '@nestjs/common';
import { AddCases } from './application/add-cases.use-case.js';
import { AgendaActs } from './application/agenda-acts.js';
import { AnswerInvitation } from './application/answer-invitation.use-case.js';
import { CancelMeeting } from './application/cancel-meeting.use-case.js';
import { CommitmentViews } from './application/commitment-views.js';
import { ConveneMeeting } from './application/convene-meeting.use-case.js';
import { EditMeeting } from './application/edit-meeting.use-case.js';
import { EndCommitment } from './application/end-commitment.use-case.js';
import { HoldMeeting } from './application/hold-meeting.use-case.js';
import { MeetingViews } from './application/meeting-views.js';
import { ReadCommitments } from './application/read-commitments.query.js';
import { ReadMeetings } from './application/read-meetings.query.js';
import { CommitmentsController } from './http/commitments.controller.js';
import { JointMeetingsController } from './http/joint-meetings.controller.js';
import { CommitmentEntity } from './infrastructure/commitment.entity.js';
import { InvitationAnswerEntity } from './infrastructure/invitation-answer.entity.js';
import { InvitationEntity } from './infrastructure/invitation.entity.js';
import { MeetingCaseEntity } from './infrastructure/meeting-case.entity.js';
import { MeetingEntity } from './infrastructure/meeting.entity.js';

const entities = [
  ...[MeetingEntity, MeetingCaseEntity, InvitationEntity, InvitationAnswerEntity, CommitmentEntity],
  ...DIRECTORY_ENTITIES,
];

/**
 * 联席会议 and their 议定事项. The engine asks nothing of it, so it has no activities: a commitment's clock is warned of like any
 * other, and what a withdrawal ends is read from the casebook.
 */
@Module({
  imports: [CasebookModule, DatabaseModule.forService('joint-meeting', { schema: 'joint_meeting', entities })],
  controllers: [CommitmentsController, JointMeetingsController],
  providers: [
    ...[AgendaActs, ConveneMeeting, EditMeeting, AddCases, CancelMeeting, AnswerInvitation, HoldMeeting],
    ...[EndCommitment, ReadMeetings, ReadCommitments, MeetingViews, CommitmentViews],
  ],
})
export class JointMeetingModule {}
