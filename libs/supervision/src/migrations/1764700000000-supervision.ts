import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 督办单, 批示 and 站台 move out of the schema of routing, which kept them, with all that was given. */
export class Supervision1764700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table routing.supervision_notice set schema supervision;
      alter table routing.instruction set schema supervision;
      alter table routing.task_force_call set schema supervision;

      revoke all on all tables in schema supervision from bancheng_routing;
      grant usage on schema supervision to bancheng_supervision;
      grant select, insert on supervision.supervision_notice to bancheng_supervision;
      grant select, insert, update on supervision.instruction, supervision.task_force_call to bancheng_supervision;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      revoke all on supervision.supervision_notice, supervision.instruction, supervision.task_force_call
        from bancheng_supervision;
      revoke usage on schema supervision from bancheng_supervision;
      grant select, insert on supervision.supervision_notice to bancheng_routing;
      grant select, insert, update on supervision.instruction, supervision.task_force_call to bancheng_routing;

      alter table supervision.supervision_notice set schema routing;
      alter table supervision.instruction set schema routing;
      alter table supervision.task_force_call set schema routing;
    `);
  }
}
