import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A number that takes no text is called: who told a notice by telephone, and the list of those that wait for it. */
export class Calls1764910000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table notices.notice drop constraint notice_channel_check,
        add constraint notice_channel_check check (channel in ('sms', 'wechat', 'email', 'call')),
        add column called_by text,
        add constraint notice_called check ((called_by is not null) = (channel = 'call'));
      comment on column notices.notice.called_by is 'The subject of the clerk who told it by telephone';
      create index notice_to_be_called on notices.notice (jurisdiction, position) where skipped_because = 'to-be-called';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index notices.notice_to_be_called;
      alter table notices.notice drop constraint notice_called, drop column called_by, drop constraint notice_channel_check;
      update notices.notice set channel = 'sms' where channel = 'call';
      alter table notices.notice add constraint notice_channel_check check (channel in ('sms', 'wechat', 'email'));
    `);
  }
}
