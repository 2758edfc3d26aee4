import { archiveMigrations } from '@bancheng/archive';
import { casebookMigrations } from '@bancheng/casebook';
import { followUpMigrations } from '@bancheng/follow-up';
import { intakeMigrations } from '@bancheng/intake';
import { jointMeetingMigrations } from '@bancheng/joint-meeting';
import type { MigrationSet } from '@bancheng/platform';
import { noticesMigrations } from '@bancheng/notices';
import { reportingMigrations } from '@bancheng/reporting';
import { routingMigrations } from '@bancheng/routing';

/** Every schema's migrations, the shared casebook first. */
export const migrations: readonly MigrationSet[] = [
  casebookMigrations,
  intakeMigrations,
  routingMigrations,
  jointMeetingMigrations,
  followUpMigrations,
  archiveMigrations,
  reportingMigrations,
  noticesMigrations,
];
