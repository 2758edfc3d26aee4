import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A stopped department may have a successor, which takes over what it has open. */
export class Successors1764940100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table casebook.department add successor text, add succeeded_by text,
        add foreign key (jurisdiction, successor) references casebook.department (jurisdiction, code),
        add constraint department_succeeded check (not (active and successor is not null)
          and (successor is null) = (succeeded_by is null));
      comment on column casebook.department.successor is
        'Of a stopped department: who takes over its open slips and commitments';
      comment on column casebook.department.succeeded_by is 'The admin who said so, by subject';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table casebook.department drop column successor, drop column succeeded_by');
  }
}
