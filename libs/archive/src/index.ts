export { ArchiveModule } from './archive.module.js';
export { archiveMigrations } from './migrations/index.js';
