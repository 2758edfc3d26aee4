import type { MigrationSet } from '@bancheng/platform';
import { Reporting1764100000000 } from './1764100000000-reporting.js';
import { SupervisionReport1764570000000 } from './1764570000000-supervision-report.js';
import { Suspensions1764580000000 } from './1764580000000-suspensions.js';
import { Ratings1764590000000 } from './1764590000000-ratings.js';

export const reportingMigrations: MigrationSet = {
  schema: 'reporting',
  migrations: [Reporting1764100000000, SupervisionReport1764570000000, Suspensions1764580000000, Ratings1764590000000],
};
