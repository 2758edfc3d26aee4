import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A slip's id is never used again: not by another station either, to which a file was copied. */
export class SlipIds1764600500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create unique index offline_slip_id on intake.offline_slip (jurisdiction, slip_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index intake.offline_slip_id');
  }
}
