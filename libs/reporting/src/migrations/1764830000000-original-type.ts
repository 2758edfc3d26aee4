import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 问题类型 as it was at first, beside the present one; until now it never changed. */
export class OriginalType1764830000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table reporting.ledger add original_type text;
      update reporting.ledger set original_type = type;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table reporting.ledger drop original_type');
  }
}
