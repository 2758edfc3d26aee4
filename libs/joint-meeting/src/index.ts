export { JointMeetingModule } from './joint-meeting.module.js';
export { jointMeetingMigrations } from './migrations/index.js';
