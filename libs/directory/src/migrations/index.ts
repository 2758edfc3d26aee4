import type { MigrationSet } from '@bancheng/platform';
import { Directory1764700000000 } from './1764700000000-directory.js';

/** After the set whose tables it takes. */
export const directoryMigrations: MigrationSet = { schema: 'directory', migrations: [Directory1764700000000] };
