import type { MigrationSet } from '@bancheng/platform';
import { Archive1764500000000 } from './1764500000000-archive.js';

export const archiveMigrations: MigrationSet = { schema: 'archive', migrations: [Archive1764500000000] };
