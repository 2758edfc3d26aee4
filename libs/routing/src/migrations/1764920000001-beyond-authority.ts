import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A return may say that no local department is the right one (超出本级权限). */
export class BeyondAuthority1764920000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table routing.slip_return alter column proposed_department drop not null;
      comment on column routing.slip_return.proposed_department is 'Null: beyond local authority, no department''s';
      comment on column routing.slip_return.ruled_department is 'Null before the ruling, and where it says 帮办代办';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update routing.slip_return set proposed_department = department where proposed_department is null;
      alter table routing.slip_return alter column proposed_department set not null;
    `);
  }
}
