import type { MigrationSet } from '@bancheng/platform';
import { Casebook1764000000000 } from './1764000000000-casebook.js';

export const casebookMigrations: MigrationSet = { schema: 'casebook', migrations: [Casebook1764000000000] };
