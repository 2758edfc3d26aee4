import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When an event was taken, so that its mark can go once the event can't come again; those taken before count from now. */
export class OldInboxRows1764710000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table reporting.inbox add column taken_at timestamptz not null default now();
      create index inbox_taken_at on reporting.inbox using brin (taken_at);
      grant delete on reporting.inbox to bancheng_reporting;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      revoke delete on reporting.inbox from bancheng_reporting;
      alter table reporting.inbox drop column taken_at;
    `);
  }
}
