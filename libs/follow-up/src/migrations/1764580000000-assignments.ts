import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who follows up a case, who told its grade, what the citizen says after closing, and the officers a leader may name. */
export class Assignments1764580000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table follow_up.round
        add column officer text,
        add column officer_independent boolean,
        add column graded_by text check (graded_by in ('officer', 'citizen')),
        add column explanation_understood boolean,
        add column rating text,
        add column rated_at timestamptz,
        add check ((officer is null) = (officer_independent is null)),
        add check (graded_by is null or grade is not null),
        add check ((rating is null) = (rated_at is null));
      comment on column follow_up.round.rating is 'The citizen''s own, by number and query code, after the case was closed';
      create index round_rated on follow_up.round (jurisdiction, rated_at, case_id, round) where rating is not null;

      create table follow_up.officer (
        jurisdiction text not null,
        subject text not null,
        department text,
        active boolean not null,
        version int not null,
        primary key (jurisdiction, subject)
      );
      grant select, insert, update on follow_up.officer to bancheng_follow_up;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table follow_up.officer;
      alter table follow_up.round drop column rated_at, drop column rating, drop column explanation_understood,
        drop column graded_by, drop column officer_independent, drop column officer;
    `);
  }
}
