import type { MigrationSet } from '@bancheng/platform';
import { FollowUp1764400000000 } from './1764400000000-follow-up.js';

export const followUpMigrations: MigrationSet = { schema: 'follow_up', migrations: [FollowUp1764400000000] };
