import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A transfer knows which return as beyond local authority (超出本级权限) led to it. */
export class ReturnedSlip1764920000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table transfer.transfer add returned_dispatch_id uuid;
      comment on column transfer.transfer.returned_dispatch_id is
        'The slip whose return as beyond local authority led to it; null where none did';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table transfer.transfer drop column returned_dispatch_id');
  }
}
