import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 帮办代办 moves out of the schema of routing, which kept it; its agencies are the directory's. */
export class Transfer1764700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table routing.transfer set schema transfer;
      revoke all on transfer.transfer from bancheng_routing;
      grant usage on schema transfer to bancheng_transfer;
      grant select, insert, update on transfer.transfer to bancheng_transfer;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      revoke all on transfer.transfer from bancheng_transfer;
      revoke usage on schema transfer from bancheng_transfer;
      grant select, insert, update on transfer.transfer to bancheng_routing;
      alter table transfer.transfer set schema routing;
    `);
  }
}
