import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A round may follow a matter that a leader ended (终止): it is asked about like a declined one. */
export class TerminatedRounds1764840000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table follow_up.round add column terminated boolean not null default false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table follow_up.round drop column terminated');
  }
}
