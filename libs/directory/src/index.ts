export { forLeader, leaderSource, onBehalfOf } from './application/deputies.js';
export { DirectoryModule } from './directory.module.js';
export type { ResponsibilityEntity } from './infrastructure/responsibility.entity.js';
export { recordRuling } from './infrastructure/responsibilities.js';
export { directoryMigrations } from './migrations/index.js';
export * from './readers.js';
