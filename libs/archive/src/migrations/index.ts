import type { MigrationSet } from '@bancheng/platform';
import { Archive1764500000000 } from './1764500000000-archive.js';
import { Filings1764580000000 } from './1764580000000-filings.js';

export const archiveMigrations: MigrationSet = {
  schema: 'archive',
  migrations: [Archive1764500000000, Filings1764580000000],
};
