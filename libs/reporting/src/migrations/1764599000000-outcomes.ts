import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an agency answered, and whether an extension was granted, in the ledger; told anew from the events kept. */
export class Outcomes1764599000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table reporting.ledger add agency_outcome text, add extended boolean not null default false;
      update reporting.ledger l set
        agency_outcome = (
          select e.data->'detail'->>'outcome' from reporting.event e
          where e.case_id = l.case_id and e.data->>'kind' = 'transferAnswered' and not exists (
            select from reporting.event t
            where t.case_id = e.case_id and t.seq > e.seq and t.data->>'kind' in ('transferred', 'transferAnswered'))),
        extended = exists (
          select from reporting.event e
          where e.case_id = l.case_id and e.data->>'kind' = 'extensionDecided' and (e.data->'detail'->>'granted')::boolean)
      where exists (
        select from reporting.event e
        where e.case_id = l.case_id and e.data->>'kind' in ('transferAnswered', 'extensionDecided'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table reporting.ledger drop agency_outcome, drop extended');
  }
}
