import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose word a grade is, what citizens said after closing, and which cases were reopened or had no independent 回访员. */
export class Ratings1764590000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table reporting.ledger
        add graded_by text,
        add rating text,
        add dependent_follow_up boolean not null default false,
        add reopened boolean not null default false;
      comment on column reporting.ledger.rating is 'The citizen''s own, after closing; counts where there was no grade';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table reporting.ledger drop column graded_by, drop column rating, drop column dependent_follow_up,
        drop column reopened;
    `);
  }
}
