import type { MigrationInterface, QueryRunner } from 'typeorm';

const ROOMS = 'bancheng_supervision, bancheng_transfer, bancheng_directory, bancheng_rules';

/** The rooms that came out of routing, intake and follow-up take commands of their own. */
export class Rooms1764700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      grant usage on schema platform to ${ROOMS};
      grant select, insert, update on platform.idempotency_key to ${ROOMS};
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      revoke all on platform.idempotency_key from ${ROOMS};
      revoke usage on schema platform from ${ROOMS};
    `);
  }
}
