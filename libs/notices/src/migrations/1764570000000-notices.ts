import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was told to whom and what could not be told, what a gateway has still to fetch, and the addresses of our own people. */
export class Notices1764570000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table notices.inbox (
        consumer text not null,
        event_id text not null,
        primary key (consumer, event_id)
      );

      create table notices.notice (
        id uuid primary key,
        position bigint generated always as identity,
        case_id uuid not null,
        number text not null,
        jurisdiction text not null,
        recipient text not null check (recipient in ('citizen', 'department', 'leader')),
        department text check ((department is not null) = (recipient = 'department')),
        template text not null,
        parameters jsonb not null,
        channel text not null check (channel in ('sms', 'wechat', 'email')),
        state text not null check (state in ('pending', 'recorded', 'sent', 'failed', 'skipped')),
        skipped_because text check ((skipped_because is not null) = (state = 'skipped')),
        round int not null default 1,
        attempts int not null default 0,
        last_error text,
        created_at timestamptz not null,
        settled_at timestamptz,
        start_due_at timestamptz not null default now()
      ) with (fillfactor = 80);
      comment on table notices.notice is 'Numbers, codes and instants only: no name, no phone, no text of a case';
      comment on column notices.notice.start_due_at is
        'When the workflow of a pending notice is to be started, or looked after again; technical, by the database''s clock';
      create index notice_list on notices.notice (jurisdiction, position);
      create index notice_case on notices.notice (case_id, position);
      create index notice_failed on notices.notice (jurisdiction, position) where state = 'failed';
      create index notice_due on notices.notice (start_due_at) where state = 'pending';

      create table notices.outbox (
        notice_id uuid primary key,
        position bigint generated always as identity,
        jurisdiction text not null,
        subject text not null,
        body text not null,
        recorded_at timestamptz not null
      );
      comment on table notices.outbox is
        'Rendered notices that a gateway has still to deliver: a row goes when it says how that went. To whom is looked up when it fetches';
      create index outbox_order on notices.outbox (jurisdiction, position);

      create table notices.address (
        jurisdiction text not null,
        recipient text not null check (recipient in ('department', 'leader')),
        department text not null check ((department <> '') = (recipient = 'department')),
        email text,
        version int not null,
        primary key (jurisdiction, recipient, department)
      );
      comment on table notices.address is 'Mailboxes of offices, kept by the admin; the leader''s has an empty department';

      grant usage on schema notices to bancheng_notices;
      grant select, insert on notices.inbox to bancheng_notices;
      grant select, insert, update on notices.notice, notices.address to bancheng_notices;
      grant select, insert, delete on notices.outbox to bancheng_notices;
      grant usage on schema platform to bancheng_notices;
      grant select, insert, update on platform.idempotency_key to bancheng_notices;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table notices.address, notices.outbox, notices.notice, notices.inbox');
  }
}
