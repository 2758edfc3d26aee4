import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The notices' role also reads which cases are merged under another one, to tell their citizens what it was answered. */
export class NoticesOfMerged1764600600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('grant select (number, merged_into) on casebook.complaint to bancheng_notices');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('revoke select (number, merged_into) on casebook.complaint from bancheng_notices');
  }
}
