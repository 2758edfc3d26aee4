import type { MigrationSet } from '@bancheng/platform';
import { Reporting1764100000000 } from './1764100000000-reporting.js';
import { SupervisionReport1764570000000 } from './1764570000000-supervision-report.js';

export const reportingMigrations: MigrationSet = {
  schema: 'reporting',
  migrations: [Reporting1764100000000, SupervisionReport1764570000000],
};
