import type { MigrationSet } from '@bancheng/platform';
import { Routing1764200000000 } from './1764200000000-routing.js';

export const routingMigrations: MigrationSet = { schema: 'routing', migrations: [Routing1764200000000] };
