import type { MigrationInterface, QueryRunner } from 'typeorm';

const CHANGED_BY_ACTS =
  'status, type, handler, lead_department, departments, accepted_at, closed_at, clocks, due_at, yellow_at, overdue, seq, ' +
  'engine_seq, engine_run_id, merged_into, policy_version';
/** Whose acts carry what people said, and who reads it. */
const TELLERS = 'bancheng_supervision, bancheng_transfer';
const WRITERS = `${TELLERS}, bancheng_rules`;

/**
 * The rooms that came out of routing and intake act on cases under roles of their own; only rules still makes policies and
 * calendars, and only directory keeps the departments.
 */
export class Rooms1764700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      grant usage on schema casebook to ${WRITERS}, bancheng_directory;
      grant select on casebook.complaint, casebook.act, casebook.policy, casebook.calendar, casebook.calendar_taking
        to ${WRITERS};
      grant update (${CHANGED_BY_ACTS}) on casebook.complaint to ${WRITERS};
      grant insert on casebook.act, casebook.outbox, casebook.delivery to ${WRITERS};
      grant select on casebook.particulars, casebook.particulars_revision to ${TELLERS};
      grant insert on casebook.shared_text to ${WRITERS};
      grant select on casebook.shared_text to ${TELLERS};

      grant insert on casebook.policy, casebook.calendar, casebook.calendar_taking to bancheng_rules;
      revoke insert on casebook.policy, casebook.calendar, casebook.calendar_taking from bancheng_intake;

      grant select on casebook.department to bancheng_supervision;
      grant select, insert, update on casebook.department to bancheng_directory;
      revoke insert, update on casebook.department from bancheng_routing;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      grant insert, update on casebook.department to bancheng_routing;
      grant insert on casebook.policy, casebook.calendar, casebook.calendar_taking to bancheng_intake;
      revoke all on all tables in schema casebook from ${WRITERS}, bancheng_directory;
      revoke update (${CHANGED_BY_ACTS}) on casebook.complaint from ${WRITERS};
      revoke usage on schema casebook from ${WRITERS}, bancheng_directory;
    `);
  }
}
