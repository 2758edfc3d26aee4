import { archiveMigrations } from '@bancheng/archive';
import { casebookMigrations } from '@bancheng/casebook';
import { directoryMigrations } from '@bancheng/directory';
import { followUpMigrations } from '@bancheng/follow-up';
import { intakeMigrations } from '@bancheng/intake';
import { jointMeetingMigrations } from '@bancheng/joint-meeting';
import type { MigrationSet } from '@bancheng/platform';
import { noticesMigrations } from '@bancheng/notices';
import { reportingMigrations } from '@bancheng/reporting';
import { routingMigrations } from '@bancheng/routing';
import { rulesMigrations } from '@bancheng/rules';
import { supervisionMigrations } from '@bancheng/supervision';
import { transferMigrations } from '@bancheng/transfer';

/** Every schema's migrations: the shared casebook first, and a room that took tables of another one after that one. */
export const migrations: readonly MigrationSet[] = [
  casebookMigrations,
  intakeMigrations,
  routingMigrations,
  jointMeetingMigrations,
  followUpMigrations,
  archiveMigrations,
  reportingMigrations,
  noticesMigrations,
  rulesMigrations,
  supervisionMigrations,
  transferMigrations,
  directoryMigrations,
];
