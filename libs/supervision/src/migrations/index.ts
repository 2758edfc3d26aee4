import type { MigrationSet } from '@bancheng/platform';
import { Supervision1764700000000 } from './1764700000000-supervision.js';

/** After the set whose tables it takes. */
export const supervisionMigrations: MigrationSet = { schema: 'supervision', migrations: [Supervision1764700000000] };
