import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 退回 with the leader's ruling, 收回, and the 派单目录. */
export class Returns1764210000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table routing.dispatch add ended_as text, add recall_reason text;
      update routing.dispatch set ended_as = 'replied' where ended_at is not null;
      alter table routing.dispatch add constraint dispatch_ended check ((ended_at is null) = (ended_as is null));
      comment on column routing.dispatch.ended_as is
        'replied, recalled, withdrawn with the case, returned (the clerk has to send it elsewhere) or rerouted (and has)';

      create table routing.slip_return (
        dispatch_id uuid primary key references routing.dispatch (id),
        case_id uuid not null,
        jurisdiction text not null,
        department text not null,
        proposed_department text not null,
        reason text not null,
        returned_by text not null,
        returned_at timestamptz not null,
        to_leader boolean not null,
        ruled_department text,
        instruction text,
        ruled_by text,
        ruled_at timestamptz,
        sent_dispatch_id uuid references routing.dispatch (id)
      );
      comment on column routing.slip_return.sent_dispatch_id is 'The slip that the ruling sent in place of the returned one';
      create index slip_return_case on routing.slip_return (case_id);
      create index slip_return_queue on routing.slip_return (jurisdiction, returned_at, dispatch_id)
        where to_leader and ruled_at is null;

      create table routing.responsibility (
        id uuid primary key,
        jurisdiction text not null,
        item text not null,
        department text not null,
        source text not null,
        version int not null default 1,
        unique (jurisdiction, item)
      );
      comment on table routing.responsibility is '派单目录: which department takes what; no personal data';

      grant select, insert, update on routing.slip_return to bancheng_routing;
      grant select, insert, update, delete on routing.responsibility to bancheng_routing;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table routing.responsibility, routing.slip_return;
      alter table routing.dispatch drop column ended_as, drop column recall_reason;
    `);
  }
}
