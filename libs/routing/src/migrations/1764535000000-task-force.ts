import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 站台: calls of a department's 首席代表 to the window, and what came of them. */
export class TaskForce1764535000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table routing.task_force_call (
        id uuid primary key,
        case_id uuid not null,
        jurisdiction text not null,
        department text not null,
        matter text not null,
        called_by text not null,
        called_at timestamptz not null,
        outcome text,
        report text,
        reported_by text,
        reported_at timestamptz,
        check (num_nulls(outcome, report, reported_by, reported_at) in (0, 4))
      );
      comment on table routing.task_force_call is
        'Whether an unreported one still stands is not kept here: it lapses when its case is withdrawn, answered or closed';
      create index task_force_call_case on routing.task_force_call (case_id);
      create index task_force_call_list on routing.task_force_call (jurisdiction, id);
      create index task_force_call_department on routing.task_force_call (jurisdiction, department, id);
      grant select, insert, update on routing.task_force_call to bancheng_routing;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table routing.task_force_call');
  }
}
