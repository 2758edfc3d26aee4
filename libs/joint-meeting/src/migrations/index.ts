import type { MigrationSet } from '@bancheng/platform';
import { JointMeeting1764300000000 } from './1764300000000-joint-meeting.js';

export const jointMeetingMigrations: MigrationSet = {
  schema: 'joint_meeting',
  migrations: [JointMeeting1764300000000],
};
