import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 窗口反馈 in the ledger; no event before this migration tells of one. */
export class WindowReplies1764920000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table reporting.ledger add window_reply jsonb;
      comment on column reporting.ledger.window_reply is
        'What the window replied itself ({seq, department, outcome}); a department is that of the 首席代表 who came to it';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table reporting.ledger drop column window_reply');
  }
}
