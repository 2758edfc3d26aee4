import type { MigrationInterface, QueryRunner } from 'typeorm';

const WRITERS = 'bancheng_intake, bancheng_routing, bancheng_joint_meeting, bancheng_follow_up, bancheng_archive';
/** What acts may change; a case's number, jurisdiction and registration stay as they were for every service. */
const CHANGED_BY_ACTS =
  'status, type, handler, lead_department, departments, accepted_at, closed_at, clocks, due_at, yellow_at, overdue, seq, engine_seq';
const EVERYONE = `${WRITERS}, bancheng_reporting, bancheng_relay`;

/**
 * The shared casebook: one row a case, its acts in order, what people said, and what is still to be told to the engine
 * and to Kafka. Services write it through `Casebook` alone; their roles own nothing here.
 */
export class Casebook1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table casebook.number_counter (
        jurisdiction text not null,
        year int not null,
        last int not null,
        primary key (jurisdiction, year)
      );

      create table casebook.complaint (
        id uuid primary key,
        number text not null unique check (number ~ '^[A-Z]{2,8}-[0-9]{6}-[0-9]{4}-[0-9]{5,15}$'),
        jurisdiction text not null,
        status text not null,
        type text,
        channel text not null,
        matter_kind text not null,
        accused_department text,
        anonymous boolean not null,
        confidential boolean not null,
        handler text not null,
        lead_department text,
        departments text[] not null default '{}',
        registered_at timestamptz not null,
        accepted_at timestamptz,
        closed_at timestamptz,
        clocks jsonb not null,
        due_at timestamptz,
        yellow_at timestamptz,
        overdue boolean not null default false,
        seq int not null,
        engine_seq int not null default 0,
        engine_run_id text,
        engine_checked_at timestamptz not null default now()
      ) with (fillfactor = 80);
      comment on column casebook.complaint.clocks is
        'Every clock of the case (CaseClock[]), on the row so that one lock gives all of what an act is judged by';
      create index complaint_worklist on casebook.complaint (jurisdiction, handler, due_at, id) where status <> 'archived';
      create index complaint_status on casebook.complaint (jurisdiction, status, id);
      create index complaint_engine on casebook.complaint (engine_checked_at) where status <> 'archived';

      create table casebook.act (
        case_id uuid not null references casebook.complaint (id),
        seq int not null,
        kind text not null,
        at timestamptz not null,
        status text not null,
        actor text not null,
        role text not null,
        origin text not null check (origin in ('api', 'signal', 'engine')),
        effect_key text,
        detail jsonb not null,
        clocks jsonb not null,
        facts jsonb not null,
        primary key (case_id, seq),
        unique (case_id, effect_key)
      );
      create function casebook.refuse_change() returns trigger language plpgsql as
        $$ begin raise exception 'acts are append-only' using errcode = 'restrict_violation'; end $$;
      create trigger act_append_only before update or delete on casebook.act
        for each row execute function casebook.refuse_change();
      create trigger act_no_truncate before truncate on casebook.act
        for each statement execute function casebook.refuse_change();

      create table casebook.particulars (
        case_id uuid primary key references casebook.complaint (id),
        name text,
        phone text,
        record text not null,
        claim text not null,
        suggestions text,
        search_tokens text[] not null
      );
      create index particulars_search on casebook.particulars using gin (search_tokens);

      create table casebook.shared_text (
        case_id uuid not null references casebook.complaint (id),
        seq int not null,
        kind text not null,
        ref uuid,
        body text not null,
        primary key (case_id, seq, kind)
      );
      comment on table casebook.shared_text is 'Texts other services need too (explanations, answers, replies), by the act that brought them';

      create table casebook.outbox (
        id uuid primary key,
        aggregatetype text not null,
        aggregateid text not null,
        type text not null,
        payload jsonb not null,
        case_id uuid not null,
        seq int not null,
        unique (case_id, seq)
      );
      comment on table casebook.outbox is
        'Events not yet in Kafka, in the layout that Debezium''s outbox event router reads; the act is the lasting record';

      create table casebook.delivery (
        id bigint generated always as identity,
        target text not null check (target in ('temporal', 'kafka')),
        case_id uuid not null,
        seq int not null,
        bucket smallint not null,
        attempts int not null default 0,
        next_try_at timestamptz,
        dead boolean not null default false,
        last_error text,
        recorded_at timestamptz not null default now(),
        primary key (target, case_id, seq)
      );
      comment on table casebook.delivery is 'Undelivered rows only: a row goes when its target has taken it';
      create index delivery_pending on casebook.delivery (target, bucket, id);

      grant usage on schema casebook to ${EVERYONE};
      grant select on casebook.complaint, casebook.act to ${EVERYONE};
      grant select on casebook.particulars, casebook.shared_text to ${WRITERS}, bancheng_reporting;
      grant update (${CHANGED_BY_ACTS}, engine_run_id) on casebook.complaint to ${WRITERS};
      grant insert on casebook.act, casebook.shared_text, casebook.outbox, casebook.delivery to ${WRITERS};
      grant insert on casebook.complaint, casebook.particulars to bancheng_intake;
      grant select, insert, update on casebook.number_counter to bancheng_intake;
      grant update (engine_seq, engine_run_id, engine_checked_at) on casebook.complaint to bancheng_relay;
      grant select, delete on casebook.outbox to bancheng_relay;
      grant select, update, delete on casebook.delivery to bancheng_relay;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table casebook.delivery, casebook.outbox, casebook.shared_text, casebook.particulars, casebook.act,
        casebook.complaint, casebook.number_counter;
      drop function casebook.refuse_change();
    `);
  }
}
