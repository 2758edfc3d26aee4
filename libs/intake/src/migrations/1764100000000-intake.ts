import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What only intake keeps of a 受理单; the citizen's own words are in the casebook. */
export class Intake1764100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table intake.slip (
        case_id uuid primary key,
        window_opinion text,
        remarks text,
        attachments jsonb not null
      );
      comment on column intake.slip.attachments is
        'What is known of each file (name, media type, size, SHA-256); names may be personal and stay here';
      grant usage on schema intake to bancheng_intake;
      grant select, insert on intake.slip to bancheng_intake;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table intake.slip');
  }
}
