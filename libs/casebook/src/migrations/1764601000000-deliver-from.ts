import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What changes nothing for the engine now is told to it together with the case's next act, or after some minutes. */
export class DeliverFrom1764601000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table casebook.delivery add column deliver_from timestamptz;
      comment on column casebook.delivery.deliver_from is
        'Until then the row waits for another one of its case that does not; null: it is due at once';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table casebook.delivery drop column deliver_from');
  }
}
