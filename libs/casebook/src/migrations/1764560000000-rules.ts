import type { MigrationInterface, QueryRunner } from 'typeorm';

const WRITERS = 'bancheng_intake, bancheng_routing, bancheng_joint_meeting, bancheng_follow_up, bancheng_archive';
const EVERYONE = `${WRITERS}, bancheng_reporting, bancheng_relay`;

/** What cases are judged by, as data that is added to and never changed: policies a jurisdiction, calendars for all. */
export class Rules1764560000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table casebook.policy (
        jurisdiction text not null,
        version int not null check (version > 0),
        effective_from timestamptz not null,
        policy jsonb not null,
        note text,
        made_by text not null,
        made_at timestamptz not null,
        primary key (jurisdiction, version)
      );
      create index policy_effective on casebook.policy (jurisdiction, effective_from desc, version desc);
      comment on table casebook.policy is 'HallPolicy by jurisdiction; in force is the last that is effective, of two the later made';

      create table casebook.calendar (
        version text primary key,
        data jsonb not null,
        imported_by text not null,
        imported_at timestamptz not null
      );
      create table casebook.calendar_taking (
        id int generated always as identity primary key,
        version text not null references casebook.calendar (version),
        taken_by text not null,
        taken_at timestamptz not null
      );
      comment on table casebook.calendar_taking is 'Which calendar came into force when; the last one is in force';

      alter table casebook.complaint add column policy_version int not null default 0;
      comment on column casebook.complaint.policy_version is '0: the policy that the product ships with';

      grant select on casebook.policy, casebook.calendar, casebook.calendar_taking to ${EVERYONE};
      grant insert on casebook.policy, casebook.calendar, casebook.calendar_taking to bancheng_intake;
      grant update (policy_version) on casebook.complaint to ${WRITERS};
    `);
    for (const table of ['policy', 'calendar', 'calendar_taking']) {
      await runner.query(`
        create trigger ${table}_append_only before update or delete on casebook.${table}
          for each row execute function casebook.refuse_change();
        create trigger ${table}_no_truncate before truncate on casebook.${table}
          for each statement execute function casebook.refuse_change();
      `);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table casebook.complaint drop column policy_version;
      drop table casebook.calendar_taking, casebook.calendar, casebook.policy;
    `);
  }
}
