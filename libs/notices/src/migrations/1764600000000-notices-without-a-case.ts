import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A notice may be of no case: the leader is told of the supervision report. */
export class NoticesWithoutACase1764600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table notices.notice alter case_id drop not null, alter number drop not null,
        add constraint notice_numbered check ((case_id is null) = (number is null)),
        add constraint notice_of_a_case check (case_id is not null or recipient = 'leader');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from notices.outbox o using notices.notice n where n.id = o.notice_id and n.case_id is null;
      delete from notices.notice where case_id is null;
      alter table notices.notice drop constraint notice_of_a_case, drop constraint notice_numbered,
        alter case_id set not null, alter number set not null;
    `);
  }
}
