export { SupervisionModule } from './supervision.module.js';
export { supervisionMigrations } from './migrations/index.js';
