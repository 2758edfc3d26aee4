import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A later number has no earlier time: the counter knows the time of the last number it gave. */
export class NumberOrder1764880000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table casebook.number_counter add last_at timestamptz not null default '-infinity'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table casebook.number_counter drop last_at');
  }
}
