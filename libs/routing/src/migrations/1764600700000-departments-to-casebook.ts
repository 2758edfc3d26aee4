import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The directory of departments moves into the casebook (`casebook.department`), where other services may read it. */
export class DepartmentsToCasebook1764600700000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      insert into casebook.department (jurisdiction, code, name, active, version)
        select jurisdiction, code, name, active, version from routing.department;
      drop table routing.department;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table routing.department (
        jurisdiction text not null,
        code text not null,
        name text not null,
        active boolean not null,
        version int not null default 1,
        primary key (jurisdiction, code)
      );
      grant select, insert, update on routing.department to bancheng_routing;
      insert into routing.department (jurisdiction, code, name, active, version)
        select jurisdiction, code, name, active, version from casebook.department;
      delete from casebook.department;
    `);
  }
}
