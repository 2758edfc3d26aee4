import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 并单, 重复反映 and slips written offline in the ledger. */
export class MergedAndRepeated1764595000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table reporting.ledger
        add merged_into uuid,
        add repeated boolean not null default false,
        add offline boolean not null default false;
      comment on column reporting.ledger.merged_into is 'The first case under which it is, or was, handled and closed';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table reporting.ledger drop merged_into, drop repeated, drop offline');
  }
}
