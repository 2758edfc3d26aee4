import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether an overdue mark was taken back; no act of an older build did. */
export class OverdueTakenBack1764940000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table reporting.ledger add overdue_taken_back boolean not null default false;
      comment on column reporting.ledger.overdue_taken_back is
        'A provisional deadline was missed and then moved by a new calendar: its mark was taken back';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table reporting.ledger drop column overdue_taken_back');
  }
}
