import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 挂起: a department's own clock with the times it stood still, beside the case's, which runs on. */
export class Suspensions1764580000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table reporting.dispatch
        add original_due_at timestamptz,
        add paused_at timestamptz,
        add suspensions jsonb not null default '[]';
      comment on column reporting.dispatch.paused_at is 'Since when its clock stands still; null while it runs and once it ended';
      comment on column reporting.dispatch.suspensions is
        'suspendedAt, endedAt (null while it waits) and workingDays it stood still (null unless it was resumed), earliest first';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table reporting.dispatch drop column original_due_at, drop column paused_at, drop column suspensions;
    `);
  }
}
