import type { MigrationSet } from '@bancheng/platform';
import { Casebook1764000000000 } from './1764000000000-casebook.js';
import { Amendments1764110000000 } from './1764110000000-amendments.js';

export const casebookMigrations: MigrationSet = {
  schema: 'casebook',
  migrations: [Casebook1764000000000, Amendments1764110000000],
};
