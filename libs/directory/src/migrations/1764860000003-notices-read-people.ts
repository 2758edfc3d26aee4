import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Notices ask who the leaders are, who stands in for them, and where they are written to. */
export class NoticesReadPeople1764860000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      grant usage on schema directory to bancheng_notices;
      grant select on directory.person, directory.delegation, directory.delegation_confirmation,
        directory.delegation_revocation to bancheng_notices;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      revoke all on all tables in schema directory from bancheng_notices;
      revoke usage on schema directory from bancheng_notices;
    `);
  }
}
