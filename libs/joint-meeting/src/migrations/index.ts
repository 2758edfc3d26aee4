import type { MigrationSet } from '@bancheng/platform';
import { JointMeeting1764300000000 } from './1764300000000-joint-meeting.js';
import { MeetingsInDepth1764530000000 } from './1764530000000-meetings-in-depth.js';
import { SucceededCommitments1764940200000 } from './1764940200000-succeeded-commitments.js';

export const jointMeetingMigrations: MigrationSet = {
  schema: 'joint_meeting',
  migrations: [JointMeeting1764300000000, MeetingsInDepth1764530000000, SucceededCommitments1764940200000],
};
