import type { MigrationSet } from '@bancheng/platform';
import { Rules1764700000000 } from './1764700000000-rules.js';

/** After the set whose tables it takes. */
export const rulesMigrations: MigrationSet = { schema: 'rules', migrations: [Rules1764700000000] };
