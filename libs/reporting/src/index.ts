export { supervisionReportSection } from './reporting.config.js';
export { ReportingModule } from './reporting.module.js';
export { reportingMigrations } from './migrations/index.js';
