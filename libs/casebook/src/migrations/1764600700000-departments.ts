import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The directory of departments, which routing keeps and every service reads that is told a department's code. */
export class Departments1764600700000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table casebook.department (
        jurisdiction text not null,
        code text not null,
        name text not null,
        active boolean not null,
        version int not null default 1,
        primary key (jurisdiction, code)
      );
      grant select on casebook.department to bancheng_intake, bancheng_routing, bancheng_joint_meeting;
      grant insert, update on casebook.department to bancheng_routing;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table casebook.department');
  }
}
