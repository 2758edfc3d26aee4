import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One act may bring several texts of a kind, each with its own `ref`: the commitments that a meeting made. */
export class TextsByRef1764530000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table casebook.shared_text drop constraint shared_text_pkey;
      alter table casebook.shared_text add constraint shared_text_key unique nulls not distinct (case_id, seq, kind, ref);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table casebook.shared_text drop constraint shared_text_key;
      alter table casebook.shared_text add primary key (case_id, seq, kind);
    `);
  }
}
