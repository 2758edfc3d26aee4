import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every word of a citizen about a round of handling, and every follow-up that ended without one; drawn anew from the events kept. */
export class Verdicts1764850100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table reporting.verdict (
        case_id uuid not null,
        seq int not null,
        jurisdiction text not null,
        round int not null,
        at timestamptz not null,
        departments text[] not null,
        by text,
        grade text,
        responded boolean,
        solved boolean,
        excluded text,
        primary key (case_id, seq),
        check ((grade is null) = (excluded is not null))
      );
      comment on table reporting.verdict is 'One row for each word, never changed by a later one; seq: the act that told it';
      comment on column reporting.verdict.departments is 'Those that handled the round';
      create index verdict_period on reporting.verdict (jurisdiction, at);

      insert into reporting.verdict
      select told.case_id, told.seq, told.jurisdiction, opened.round, told.at,
        array(select distinct d.department from reporting.dispatch d
          where d.case_id = told.case_id and d.sent_at > coalesce(opened.before, '-infinity') and d.sent_at <= opened.at
            and (d.ended_at is null or d.outcome is not null)),
        case told.data->>'kind' when 'graded' then coalesce(told.data->'detail'->>'by', 'officer') when 'rated' then 'citizen' end,
        told.data->'detail'->>'grade', null, null,
        case told.data->>'kind' when 'contactTried' then 'unreachable' else told.data->'detail'->>'excluded' end
      from reporting.event told, lateral (
        select count(*)::int as round, max(o.at) as at, (array_agg(o.at order by o.seq desc))[2] as before
        from reporting.event o where o.case_id = told.case_id and o.seq <= told.seq and o.data->>'kind' = 'followUpOpened') opened
      where told.data->>'kind' in ('graded', 'rated')
        or told.data->>'kind' = 'followUpOpened' and told.data->'detail'->>'excluded' is not null
        or told.data->>'kind' = 'contactTried' and (told.data->'detail'->>'unreachable')::boolean;

      grant select, insert, update on reporting.verdict to bancheng_reporting;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table reporting.verdict');
  }
}
