import type { MigrationInterface, QueryRunner } from 'typeorm';

const READERS =
  'bancheng_intake, bancheng_routing, bancheng_joint_meeting, bancheng_follow_up, bancheng_archive, bancheng_reporting';

/** Corrections of a 受理单: intake may make them, and what stood there before is kept for good. */
export class Amendments1764110000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table casebook.particulars_revision (
        case_id uuid not null references casebook.complaint (id),
        seq int not null,
        name text,
        phone text,
        record text not null,
        claim text not null,
        suggestions text,
        matter_kind text not null,
        accused_department text,
        confidential boolean not null,
        primary key (case_id, seq)
      );
      comment on table casebook.particulars_revision is
        'What stood on the slip before the act of this sequence corrected it; read like the particulars themselves';
      create trigger revision_append_only before update or delete on casebook.particulars_revision
        for each row execute function casebook.refuse_change();
      create trigger revision_no_truncate before truncate on casebook.particulars_revision
        for each statement execute function casebook.refuse_change();

      grant select on casebook.particulars_revision to ${READERS};
      grant insert on casebook.particulars_revision to bancheng_intake;
      grant update (name, phone, record, claim, suggestions, search_tokens) on casebook.particulars to bancheng_intake;
      grant update (matter_kind, accused_department, confidential) on casebook.complaint to bancheng_intake;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      revoke update (name, phone, record, claim, suggestions, search_tokens) on casebook.particulars from bancheng_intake;
      revoke update (matter_kind, accused_department, confidential) on casebook.complaint from bancheng_intake;
      drop table casebook.particulars_revision;
    `);
  }
}
