import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A wait for papers goes on under the slip that takes the place of another. */
export class SucceededSlips1764940300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('grant update (dispatch_id, department) on routing.suspension to bancheng_routing');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('revoke update (dispatch_id, department) on routing.suspension from bancheng_routing');
  }
}
