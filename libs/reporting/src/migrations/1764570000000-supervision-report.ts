import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The periodic report to the responsible leader, and the agency in the ledger. */
export class SupervisionReport1764570000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table reporting.ledger add agency text;
      comment on column reporting.ledger.agency is 'The 帮办代办 agency the case was last handed over to';

      create table reporting.supervision_report (
        id uuid primary key,
        jurisdiction text not null,
        period_from date not null,
        period_to date not null,
        made_at timestamptz not null,
        figures jsonb not null,
        unique (jurisdiction, period_from)
      );
      comment on table reporting.supervision_report is '督办周报; codes, numbers and instants only';

      grant select, insert on reporting.supervision_report to bancheng_reporting;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table reporting.supervision_report; alter table reporting.ledger drop column agency');
  }
}
