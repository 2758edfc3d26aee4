import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Re-projections move out of the schema of intake, which kept them. */
export class Rules1764700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table intake.reprojection set schema rules;
      revoke all on rules.reprojection from bancheng_intake;
      revoke update (pass, after, pass_cases, looked, cases, clocks, failed, finished_at)
        on rules.reprojection from bancheng_intake;
      grant usage on schema rules to bancheng_rules;
      grant select, insert, update (pass, after, pass_cases, looked, cases, clocks, failed, finished_at)
        on rules.reprojection to bancheng_rules;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      revoke all on rules.reprojection from bancheng_rules;
      revoke usage on schema rules from bancheng_rules;
      grant select, insert, update (pass, after, pass_cases, looked, cases, clocks, failed, finished_at)
        on rules.reprojection to bancheng_intake;
      alter table rules.reprojection set schema intake;
    `);
  }
}
