export { NoticesModule } from './notices.module.js';
export { noticesMigrations } from './migrations/index.js';
