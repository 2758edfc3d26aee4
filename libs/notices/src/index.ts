export { noticeSection } from './notices.config.js';
export { NoticesModule } from './notices.module.js';
export { noticesMigrations } from './migrations/index.js';
