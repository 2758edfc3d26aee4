import type { MigrationSet } from '@bancheng/platform';
import { Reporting1764100000000 } from './1764100000000-reporting.js';

export const reportingMigrations: MigrationSet = { schema: 'reporting', migrations: [Reporting1764100000000] };
