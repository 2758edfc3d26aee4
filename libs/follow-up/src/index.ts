export { FollowUpModule } from './follow-up.module.js';
export { followUpMigrations } from './migrations/index.js';
