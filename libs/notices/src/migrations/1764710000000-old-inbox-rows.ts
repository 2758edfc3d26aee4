import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When an event was taken, so that its mark can go once the event can't come again; those taken before count from now. */
export class OldInboxRows1764710000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table notices.inbox add column taken_at timestamptz not null default now();
      create index inbox_taken_at on notices.inbox using brin (taken_at);
      grant delete on notices.inbox to bancheng_notices;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      revoke delete on notices.inbox from bancheng_notices;
      alter table notices.inbox drop column taken_at;
    `);
  }
}
