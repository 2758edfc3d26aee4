import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Both dates of a complex case: when its progress was reported, and when it was solved. */
export class Milestones1764535000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table reporting.ledger add progress_at timestamptz, add solved_at timestamptz;
      comment on column reporting.ledger.progress_at is
        'Of a complex case: when its lead department''s report met the deadline of the present round';
      comment on column reporting.ledger.solved_at is 'When the last part of the present round was answered, all of them solved';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table reporting.ledger drop column progress_at, drop column solved_at');
  }
}
