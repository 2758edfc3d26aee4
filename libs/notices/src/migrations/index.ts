import type { MigrationSet } from '@bancheng/platform';
import { Notices1764570000000 } from './1764570000000-notices.js';

export const noticesMigrations: MigrationSet = { schema: 'notices', migrations: [Notices1764570000000] };
