import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A leader's notice goes to each leader and deputy; null where the leaders' office as a whole is told. */
export class NoticesToPeople1764860000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table notices.notice add column person text check (person is null or recipient = 'leader');
      comment on column notices.notice.person is 'The subject of the leader or deputy who is told';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table notices.notice drop column person');
  }
}
