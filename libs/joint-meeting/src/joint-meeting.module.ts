import { CasebookModule } from '@bancheng/casebook';
import { DatabaseModule } from '@bancheng/platform';
import { Module } from '@nestjs/common';
import { ConveneMeeting } from './application/convene-meeting.use-case.js';
import { EditMeeting } from './application/edit-meeting.use-case.js';
import { HoldMeeting } from './application/hold-meeting.use-case.js';
import { ReadMeetings } from './application/read-meetings.use-case.js';
import { JointMeetingsController } from './http/joint-meetings.controller.js';
import { MeetingEntity } from './infrastructure/meeting.entity.js';

/** 联席会议: for complex cases, before the dispatches. The engine asks nothing of it, so it has no activities. */
@Module({
  imports: [
    CasebookModule,
    DatabaseModule.forService('joint-meeting', { schema: 'joint_meeting', entities: [MeetingEntity] }),
  ],
  controllers: [JointMeetingsController],
  providers: [ConveneMeeting, EditMeeting, HoldMeeting, ReadMeetings],
})
export class JointMeetingModule {}
