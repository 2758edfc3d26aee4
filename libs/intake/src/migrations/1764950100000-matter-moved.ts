import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which service a matter is about moves to the slip's particulars in the casebook, whose migrations have run before. No released
 * build knows these columns.
 */
export class MatterMoved1764950100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update casebook.particulars p set service_item = s.service_item, service_item_name = s.service_item_name,
        application_number = s.application_number
      from intake.slip s where s.case_id = p.case_id
        and num_nonnulls(s.service_item, s.service_item_name, s.application_number) > 0;
      alter table intake.slip drop column service_item, drop column service_item_name, drop column application_number;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table intake.slip add service_item text, add service_item_name text, add application_number text;
      update intake.slip s set service_item = p.service_item, service_item_name = p.service_item_name,
        application_number = p.application_number
      from casebook.particulars p where s.case_id = p.case_id;
    `);
  }
}
