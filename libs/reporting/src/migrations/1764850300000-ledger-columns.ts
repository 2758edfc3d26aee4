import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 实际办结时间, the lead department and the channel in the ledger, in the order of the numbers; told anew from the events kept. */
export class LedgerColumns1764850300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table reporting.ledger add channel text, add lead_department text, add completed_at timestamptz,
        add cause text, add change_needed boolean;
      comment on column reporting.ledger.completed_at is
        'When the handling of the present round ended: the last final reply, the answer on the spot, the agency''s answer';
      update reporting.ledger l set
        channel = (select e.data->'detail'->>'channel' from reporting.event e
          where e.case_id = l.case_id and e.data->>'kind' = 'registered'),
        lead_department = coalesce(
          (select d.department from reporting.dispatch d where d.case_id = l.case_id and d.lead order by d.sent_at desc limit 1),
          (select e.data->'detail'->>'leadDepartment' from reporting.event e
            where e.case_id = l.case_id and e.data->>'kind' = 'meetingHeld' order by e.seq desc limit 1)),
        completed_at = (select max(e.at) from reporting.event e
          where e.case_id = l.case_id and (e.data->>'kind' = 'answeredOnTheSpot' or e.data->>'status' = 'replied'
            and e.data->>'kind' in ('replied', 'recalled', 'transferAnswered'))
            and not exists (select from reporting.event again where again.case_id = e.case_id and again.seq > e.seq
              and (again.data->>'kind' in ('reworkOpened', 'reopened') or again.data->'detail'->>'decision' = 'rework')));
      update reporting.ledger set solved_at = completed_at where answered and solved_at is null;
      create index ledger_number on reporting.ledger
        (jurisdiction, (split_part(number, '-', 3)::int), (split_part(number, '-', 4)::bigint));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index reporting.ledger_number;
      alter table reporting.ledger drop column channel, drop column lead_department, drop column completed_at,
        drop column cause, drop column change_needed;
    `);
  }
}
