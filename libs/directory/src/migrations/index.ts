import type { MigrationSet } from '@bancheng/platform';
import { Directory1764700000000 } from './1764700000000-directory.js';
import { Catalogues1764850000000 } from './1764850000000-catalogues.js';

/** After the set whose tables it takes. */
export const directoryMigrations: MigrationSet = {
  schema: 'directory',
  migrations: [Directory1764700000000, Catalogues1764850000000],
};
