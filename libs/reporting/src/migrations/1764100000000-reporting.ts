import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What reporting knows, from Kafka alone: the events it took, and the rows drawn from them. */
export class Reporting1764100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table reporting.inbox (
        consumer text not null,
        event_id text not null,
        primary key (consumer, event_id)
      );

      create table reporting.event (
        case_id uuid not null,
        seq int not null,
        jurisdiction text not null,
        at timestamptz not null,
        data jsonb not null,
        primary key (case_id, seq)
      );
      comment on table reporting.event is
        'The events taken, beyond Kafka''s own retention: every row of a case is drawn from them anew, so none comes too late';
      create index event_latest on reporting.event (jurisdiction, at);

      create table reporting.ledger (
        case_id uuid primary key,
        number text not null,
        jurisdiction text not null,
        status text not null,
        anonymous boolean not null,
        type text,
        registered_at timestamptz not null,
        accepted_at timestamptz,
        due_at timestamptz,
        original_due_at timestamptz,
        provisional boolean not null,
        overdue boolean not null,
        next_due_at timestamptz,
        departments text[] not null,
        answered boolean not null,
        decline_reason text,
        follow_up_excluded text,
        unreachable boolean not null,
        grade text,
        closed_at timestamptz
      ) with (fillfactor = 80);
      create index ledger_order on reporting.ledger (jurisdiction, registered_at, case_id);

      create table reporting.dispatch (
        case_id uuid not null,
        dispatch_id uuid not null,
        jurisdiction text not null,
        department text not null,
        lead boolean not null,
        sent_at timestamptz not null,
        signed_at timestamptz,
        replied_at timestamptz,
        outcome text,
        final boolean not null,
        due_at timestamptz,
        ended_at timestamptz,
        overdue_at timestamptz,
        primary key (case_id, dispatch_id)
      ) with (fillfactor = 80);
      create index dispatch_period on reporting.dispatch (jurisdiction, sent_at);

      grant usage on schema reporting to bancheng_reporting;
      grant select, insert on reporting.inbox, reporting.event to bancheng_reporting;
      grant select, insert, update on reporting.ledger, reporting.dispatch to bancheng_reporting;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table reporting.dispatch, reporting.ledger, reporting.event, reporting.inbox');
  }
}
