import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['particulars', 'particulars_revision'];

/** A phone number as it was given, beside the one form it is kept in. What was kept before has that form already. */
export class PhoneGiven1764910000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`alter table casebook.${table} add phone_given text`);
    await runner.query('grant update (phone_given) on casebook.particulars to bancheng_intake');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`alter table casebook.${table} drop phone_given`);
  }
}
