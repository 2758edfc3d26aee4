import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['particulars', 'particulars_revision'];

/** As whom somebody reports, and another way to reach them. Whoever stands on an older slip, or on one of an older build, is a person. */
export class Reporters1764811000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      await runner.query(`alter table casebook.${table}
        add reporter jsonb not null default '{"kind":"person"}', add other_contact text`);
    }
    await runner.query(`
      grant update (reporter, other_contact) on casebook.particulars to bancheng_intake;
      grant update (anonymous) on casebook.complaint to bancheng_intake;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      await runner.query(`alter table casebook.${table} drop reporter, drop other_contact`);
    }
    await runner.query('revoke update (anonymous) on casebook.complaint from bancheng_intake');
  }
}
