import type { MigrationSet } from '@bancheng/platform';
import { Transfer1764700000000 } from './1764700000000-transfer.js';

/** After the set whose tables it takes. */
export const transferMigrations: MigrationSet = { schema: 'transfer', migrations: [Transfer1764700000000] };
