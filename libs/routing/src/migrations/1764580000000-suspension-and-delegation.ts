import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 挂起, the withdrawal of a request for 延期, and who decides for a leader who is away. */
export class SuspensionAndDelegation1764580000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table routing.suspension (
        id uuid primary key,
        case_id uuid not null,
        jurisdiction text not null,
        dispatch_id uuid not null references routing.dispatch (id),
        department text not null,
        missing text not null,
        told_by text not null,
        reference text not null,
        suspended_by text not null,
        suspended_at timestamptz not null,
        ended_at timestamptz,
        ended_as text,
        check ((ended_at is null) = (ended_as is null))
      );
      comment on table routing.suspension is '挂起 with its evidence; its clock stands with the case''s other clocks in the casebook';
      create unique index suspension_open on routing.suspension (dispatch_id) where ended_at is null;
      create index suspension_case on routing.suspension (case_id);
      create index suspension_dispatch on routing.suspension (dispatch_id);

      alter table routing.extension add withdrawn_by text, add withdrawn_at timestamptz, add decided_on_behalf_of text;
      alter table routing.extension add check (decided_at is null or withdrawn_at is null);
      comment on column routing.extension.decided_on_behalf_of is 'The leader for whom a deputy decided';
      drop index routing.extension_pending;
      create unique index extension_pending on routing.extension (dispatch_id)
        where decided_at is null and withdrawn_at is null;
      drop index routing.extension_queue;
      create index extension_queue on routing.extension (jurisdiction, asked_at, id)
        where decided_at is null and withdrawn_at is null;
      alter table routing.slip_return add ruled_on_behalf_of text;
      comment on column routing.slip_return.ruled_on_behalf_of is 'The leader for whom a deputy ruled';

      create table routing.delegation (
        id uuid primary key,
        jurisdiction text not null,
        delegator text not null,
        deputy text not null,
        from_date date not null,
        to_date date not null,
        reason text not null,
        created_by text not null,
        created_at timestamptz not null,
        check (delegator <> deputy),
        check (from_date <= to_date)
      );
      comment on table routing.delegation is '委托代行: written once; what ended it early is in delegation_revocation';
      create index delegation_deputy on routing.delegation (jurisdiction, deputy);
      create index delegation_list on routing.delegation (jurisdiction, created_at, id);
      create table routing.delegation_revocation (
        delegation_id uuid primary key references routing.delegation (id),
        revoked_by text not null,
        revoked_at timestamptz not null
      );

      grant select, insert, update (ended_at, ended_as) on routing.suspension to bancheng_routing;
      grant select, insert on routing.delegation, routing.delegation_revocation to bancheng_routing;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table routing.delegation_revocation, routing.delegation, routing.suspension;
      alter table routing.slip_return drop column ruled_on_behalf_of;
      drop index routing.extension_pending, routing.extension_queue;
      alter table routing.extension drop column withdrawn_by, drop column withdrawn_at, drop column decided_on_behalf_of;
      create unique index extension_pending on routing.extension (dispatch_id) where decided_at is null;
      create index extension_queue on routing.extension (jurisdiction, asked_at, id) where decided_at is null;
    `);
  }
}
