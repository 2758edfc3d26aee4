import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 回访: its rounds and the tries of each. Grades' comments stand with the case's other texts in the casebook. */
export class FollowUp1764400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table follow_up.round (
        case_id uuid not null,
        round int not null,
        jurisdiction text not null,
        state text not null check (state in ('open', 'graded', 'unreachable', 'excluded')),
        opened_at timestamptz not null,
        ended_at timestamptz,
        excluded text,
        grade text,
        primary key (case_id, round),
        check ((state = 'open') = (ended_at is null)),
        check ((state = 'excluded') = (excluded is not null)),
        check ((state = 'graded') = (grade is not null))
      );
      create unique index round_open on follow_up.round (case_id) where state = 'open';
      create index round_queue on follow_up.round (jurisdiction, state, opened_at, case_id, round);

      create table follow_up.contact_try (
        case_id uuid not null,
        round int not null,
        attempt int not null,
        result text not null,
        at timestamptz not null,
        day date not null,
        officer text not null,
        primary key (case_id, round, attempt),
        foreign key (case_id, round) references follow_up.round (case_id, round)
      );
      comment on column follow_up.contact_try.day is 'The day of the try in Asia/Shanghai';

      grant usage on schema follow_up to bancheng_follow_up;
      grant select, insert, update on follow_up.round to bancheng_follow_up;
      grant select, insert on follow_up.contact_try to bancheng_follow_up;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table follow_up.contact_try, follow_up.round');
  }
}
