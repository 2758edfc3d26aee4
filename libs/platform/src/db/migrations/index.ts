import type { MigrationSet } from '../migrate.js';
import { IdempotencyKeys1735660800000 } from './1735660800000-idempotency-keys.js';

export const platformMigrations: MigrationSet = { schema: 'platform', migrations: [IdempotencyKeys1735660800000] };
