import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 回访员 and 办理专员 are told of what waits for them too. */
export class Offices1764840000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table notices.notice drop constraint notice_recipient_check, add constraint notice_recipient_check
        check (recipient in ('citizen', 'department', 'leader', 'follow-up-officer', 'clerk'));
      alter table notices.address drop constraint address_recipient_check, add constraint address_recipient_check
        check (recipient in ('department', 'leader', 'follow-up-officer', 'clerk'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from notices.outbox o using notices.notice n
        where n.id = o.notice_id and n.recipient in ('follow-up-officer', 'clerk');
      delete from notices.notice where recipient in ('follow-up-officer', 'clerk');
      delete from notices.address where recipient in ('follow-up-officer', 'clerk');
      alter table notices.notice drop constraint notice_recipient_check, add constraint notice_recipient_check
        check (recipient in ('citizen', 'department', 'leader'));
      alter table notices.address drop constraint address_recipient_check, add constraint address_recipient_check
        check (recipient in ('department', 'leader'));
    `);
  }
}
