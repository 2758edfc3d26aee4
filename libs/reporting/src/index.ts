export { ReportingModule } from './reporting.module.js';
export { reportingMigrations } from './migrations/index.js';
