import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['particulars', 'particulars_revision'];

/** Which service a matter is about, and the number of the application for it: part of the slip, so that they can be corrected. */
export class Matter1764950000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      await runner.query(
        `alter table casebook.${table} add service_item text, add service_item_name text, add application_number text`,
      );
    }
    await runner.query(
      'grant update (service_item, service_item_name, application_number) on casebook.particulars to bancheng_intake',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      await runner.query(
        `alter table casebook.${table} drop service_item, drop service_item_name, drop application_number`,
      );
    }
  }
}
