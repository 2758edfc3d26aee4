import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A delegation has effect once it is confirmed. Those given before had effect as they were given, and keep it. */
export class Confirmations1764860000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table directory.delegation_confirmation (
        delegation_id uuid primary key references directory.delegation,
        confirmed_by text not null,
        confirmed_at timestamptz not null
      );
      insert into directory.delegation_confirmation select id, created_by, created_at from directory.delegation;
      grant select, insert on directory.delegation_confirmation to bancheng_directory;
      grant select on directory.delegation_confirmation to bancheng_routing;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table directory.delegation_confirmation');
  }
}
