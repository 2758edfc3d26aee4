import type { MigrationSet } from '@bancheng/platform';
import { Transfer1764700000000 } from './1764700000000-transfer.js';
import { ReturnedSlip1764920000002 } from './1764920000002-returned-slip.js';

/** After the set whose tables it takes. */
export const transferMigrations: MigrationSet = {
  schema: 'transfer',
  migrations: [Transfer1764700000000, ReturnedSlip1764920000002],
};
