import type { MigrationInterface, QueryRunner } from 'typeorm';

const WRITERS = 'bancheng_intake, bancheng_routing, bancheng_joint_meeting, bancheng_follow_up, bancheng_archive';

/** 并单: which first case a case goes on under; and whose phone or name a new slip shares, to find duplicates by. */
export class MergedCases1764540000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table casebook.complaint add merged_into uuid references casebook.complaint (id);
      create index complaint_merged on casebook.complaint (merged_into) where merged_into is not null;
      grant update (merged_into) on casebook.complaint to ${WRITERS};

      create index particulars_phone on casebook.particulars (phone, case_id) where phone is not null;
      create index particulars_name on casebook.particulars (name, case_id) where name is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index casebook.particulars_phone, casebook.particulars_name;
      alter table casebook.complaint drop column merged_into;
    `);
  }
}
