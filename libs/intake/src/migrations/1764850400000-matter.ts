import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which service a matter is about, and the number of the application for it. */
export class Matter1764850400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table intake.slip add service_item text, add service_item_name text, add application_number text;
      comment on column intake.slip.service_item_name is 'In words, where the catalogue of service items has it not';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table intake.slip drop column service_item, drop column service_item_name, drop column application_number;
    `);
  }
}
