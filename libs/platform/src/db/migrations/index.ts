import type { MigrationSet } from '../migrate.js';
import { IdempotencyKeys1735660800000 } from './1735660800000-idempotency-keys.js';
import { Rooms1764700000000 } from './1764700000000-rooms.js';

export const platformMigrations: MigrationSet = {
  schema: 'platform',
  migrations: [IdempotencyKeys1735660800000, Rooms1764700000000],
};
