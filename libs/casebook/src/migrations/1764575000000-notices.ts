import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of the casebook the notices' role reads whether a citizen can be told, and at which number; nothing else. */
export class Notices1764575000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      grant usage on schema casebook to bancheng_notices;
      grant select (id, anonymous) on casebook.complaint to bancheng_notices;
      grant select (case_id, phone) on casebook.particulars to bancheng_notices;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      revoke select (case_id, phone) on casebook.particulars from bancheng_notices;
      revoke select (id, anonymous) on casebook.complaint from bancheng_notices;
      revoke usage on schema casebook from bancheng_notices;
    `);
  }
}
