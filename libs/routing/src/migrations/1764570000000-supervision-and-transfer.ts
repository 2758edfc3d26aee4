import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 督办单, 批示, and 帮办代办 with its agencies. */
export class SupervisionAndTransfer1764570000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table routing.supervision_notice (
        id uuid primary key,
        case_id uuid not null,
        jurisdiction text not null,
        clock_id text not null,
        department text,
        due_at timestamptz not null,
        ordinal int not null,
        at timestamptz not null
      );
      create index supervision_notice_case on routing.supervision_notice (case_id, clock_id, due_at);
      comment on table routing.supervision_notice is '督办单 to the leader, each for one missed deadline of a case';

      create table routing.instruction (
        id uuid primary key,
        case_id uuid not null,
        jurisdiction text not null,
        department text,
        notice_id uuid references routing.supervision_notice (id),
        given_by text not null,
        given_at timestamptz not null,
        answered_by text,
        answered_at timestamptz
      );
      comment on table routing.instruction is '批示 to a department or, without one, to the clerk; the texts are in the casebook';
      create index instruction_case on routing.instruction (case_id);
      create index instruction_list on routing.instruction (jurisdiction, given_at, id);

      create table routing.agency (
        jurisdiction text not null,
        code text not null,
        name text not null,
        contact text,
        active boolean not null,
        version int not null default 1,
        primary key (jurisdiction, code)
      );
      comment on table routing.agency is '帮办代办 agencies; no personal data';

      create table routing.transfer (
        id uuid primary key,
        case_id uuid not null,
        jurisdiction text not null,
        agency text not null,
        reason text not null,
        from_status text not null,
        told_how text,
        told_at timestamptz,
        transferred_by text not null,
        transferred_at timestamptz not null,
        acknowledged_by text,
        acknowledged_at timestamptz,
        acknowledgement_note text,
        outcome text,
        ended_at timestamptz,
        ended_as text,
        end_reason text,
        foreign key (jurisdiction, agency) references routing.agency (jurisdiction, code),
        constraint transfer_ended check ((ended_at is null) = (ended_as is null))
      );
      comment on column routing.transfer.ended_as is 'answered, returned by the agency, taken-back by the clerk, or withdrawn with the case';
      create unique index transfer_open on routing.transfer (case_id) where ended_at is null;
      create index transfer_list on routing.transfer (jurisdiction, transferred_at, id);

      grant select, insert on routing.supervision_notice to bancheng_routing;
      grant select, insert, update on routing.instruction, routing.agency, routing.transfer to bancheng_routing;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table routing.transfer, routing.agency, routing.instruction, routing.supervision_notice');
  }
}
