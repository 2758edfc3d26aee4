import type { MigrationSet } from '@bancheng/platform';
import { Intake1764100000000 } from './1764100000000-intake.js';

export const intakeMigrations: MigrationSet = { schema: 'intake', migrations: [Intake1764100000000] };
