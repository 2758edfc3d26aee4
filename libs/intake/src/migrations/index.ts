import type { MigrationSet } from '@bancheng/platform';
import { Intake1764100000000 } from './1764100000000-intake.js';
import { OfflineSlips1764550000000 } from './1764550000000-offline-slips.js';
import { Reprojection1764561000000 } from './1764561000000-reprojection.js';
import { SlipIds1764600500000 } from './1764600500000-slip-ids.js';
import { Matter1764850400000 } from './1764850400000-matter.js';
import { SameSlips1764880100000 } from './1764880100000-same-slips.js';
import { MatterMoved1764950100000 } from './1764950100000-matter-moved.js';

export const intakeMigrations: MigrationSet = {
  schema: 'intake',
  migrations: [
    Intake1764100000000,
    OfflineSlips1764550000000,
    Reprojection1764561000000,
    SlipIds1764600500000,
    Matter1764850400000,
    SameSlips1764880100000,
    MatterMoved1764950100000,
  ],
};
