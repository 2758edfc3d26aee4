import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Re-projections of open deadlines that were asked for, and how far each has come. */
export class Reprojection1764561000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table intake.reprojection (
        id uuid primary key,
        because text not null check (because in ('calendar', 'policy')),
        jurisdiction text,
        from_version text,
        to_version text not null,
        asked_by text not null,
        asked_at timestamptz not null,
        pass int not null default 1,
        after uuid,
        pass_cases int not null default 0,
        looked int not null default 0,
        cases int not null default 0,
        clocks int not null default 0,
        failed int not null default 0,
        finished_at timestamptz
      );
      comment on column intake.reprojection.jurisdiction is 'null: all of them, as a calendar is for all';
      comment on column intake.reprojection.after is 'The last case of this pass that was looked at: where to go on';
      create index reprojection_unfinished on intake.reprojection (id) where finished_at is null;
      grant select, insert, update (pass, after, pass_cases, looked, cases, clocks, failed, finished_at)
        on intake.reprojection to bancheng_intake;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table intake.reprojection');
  }
}
