import type { MigrationSet } from '@bancheng/platform';
import { FollowUp1764400000000 } from './1764400000000-follow-up.js';
import { Assignments1764580000000 } from './1764580000000-assignments.js';
import { TerminatedRounds1764840000001 } from './1764840000001-terminated-rounds.js';

export const followUpMigrations: MigrationSet = {
  schema: 'follow_up',
  migrations: [FollowUp1764400000000, Assignments1764580000000, TerminatedRounds1764840000001],
};
