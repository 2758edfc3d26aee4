import type { MigrationSet } from '@bancheng/platform';
import { Directory1764700000000 } from './1764700000000-directory.js';
import { Catalogues1764850000000 } from './1764850000000-catalogues.js';
import { People1764860000001 } from './1764860000001-people.js';
import { Confirmations1764860000002 } from './1764860000002-confirmations.js';
import { NoticesReadPeople1764860000003 } from './1764860000003-notices-read-people.js';

/** After the set whose tables it takes. */
export const directoryMigrations: MigrationSet = {
  schema: 'directory',
  migrations: [
    Directory1764700000000,
    Catalogues1764850000000,
    People1764860000001,
    Confirmations1764860000002,
    NoticesReadPeople1764860000003,
  ],
};
