import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The notices' role counts its patience in working days, by the calendar in force. */
export class NoticesCalendar1764835000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('grant select on casebook.calendar, casebook.calendar_taking to bancheng_notices');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('revoke select on casebook.calendar, casebook.calendar_taking from bancheng_notices');
  }
}
