export { requireCatalogueCode } from './application/catalogues.js';
export { forLeader, leadersAndDeputies, leaderSource, onBehalfOf } from './application/deputies.js';
export { DirectoryModule } from './directory.module.js';
export { catalogueLabels } from './infrastructure/catalogue-entries.js';
export type { ResponsibilityEntity } from './infrastructure/responsibility.entity.js';
export { recordRuling } from './infrastructure/responsibilities.js';
export { directoryMigrations } from './migrations/index.js';
export * from './readers.js';
