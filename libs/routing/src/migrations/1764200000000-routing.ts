import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Departments, dispatch slips with their extensions, and who may speak to the engine by signal. */
export class Routing1764200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table routing.department (
        jurisdiction text not null,
        code text not null,
        name text not null,
        active boolean not null,
        version int not null default 1,
        primary key (jurisdiction, code)
      );

      create table routing.dispatch (
        id uuid primary key,
        case_id uuid not null,
        jurisdiction text not null,
        department text not null,
        requirement text not null,
        by_date date,
        lead boolean not null,
        handler_name text,
        record text,
        instruction text,
        sent_at timestamptz not null,
        signed_at timestamptz,
        signed_by text,
        outcome text,
        replied_at timestamptz,
        ended_at timestamptz,
        position int not null default 0
      );
      comment on table routing.dispatch is '转办单; its clock stands with the case''s other clocks in the casebook';
      comment on column routing.dispatch.position is
        'Place in the department''s inbox, given anew at each change out of inbox_counter, in the order of commits';
      create unique index dispatch_open on routing.dispatch (case_id, department) where ended_at is null;
      create index dispatch_case on routing.dispatch (case_id);
      create index dispatch_inbox on routing.dispatch (jurisdiction, department, position);

      create table routing.inbox_counter (
        jurisdiction text not null,
        department text not null,
        last int not null,
        primary key (jurisdiction, department)
      );

      create table routing.extension (
        id uuid primary key,
        case_id uuid not null,
        jurisdiction text not null,
        dispatch_id uuid not null references routing.dispatch (id),
        department text not null,
        working_days int not null,
        reason text not null,
        asked_by text not null,
        asked_at timestamptz not null,
        granted boolean,
        comment text,
        decided_by text,
        decided_at timestamptz
      );
      create unique index extension_pending on routing.extension (dispatch_id) where decided_at is null;
      create index extension_dispatch on routing.extension (dispatch_id);
      create index extension_queue on routing.extension (jurisdiction, asked_at, id) where decided_at is null;

      create table routing.signaller (
        jurisdiction text not null,
        subject text not null,
        role text not null,
        department text,
        version int not null default 1,
        primary key (jurisdiction, subject)
      );
      comment on table routing.signaller is 'Who may speak to the engine by public signal, and as what';

      create table routing.refused_signal (
        case_id uuid not null,
        effect_key text not null,
        jurisdiction text not null,
        name text not null,
        code text not null,
        digest text not null,
        at timestamptz not null,
        primary key (case_id, effect_key)
      );
      comment on column routing.refused_signal.digest is 'SHA-256 of the payload, which itself may say anything';
      create index refused_signal_list on routing.refused_signal (jurisdiction, at, case_id, effect_key);

      grant usage on schema routing to bancheng_routing;
      grant select, insert, update on routing.department, routing.dispatch, routing.inbox_counter, routing.extension
        to bancheng_routing;
      grant select, insert, update, delete on routing.signaller to bancheng_routing;
      grant select, insert on routing.refused_signal to bancheng_routing;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table routing.refused_signal, routing.signaller, routing.extension, routing.inbox_counter, routing.dispatch,
        routing.department;
    `);
  }
}
