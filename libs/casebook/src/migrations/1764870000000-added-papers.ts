import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Papers that came after the registration: with an act of intake, or of a slip; kept for good like the acts themselves. */
export class AddedPapers1764870000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table casebook.added_papers (
        case_id uuid not null references casebook.complaint (id),
        seq int not null,
        attachments jsonb not null,
        primary key (case_id, seq)
      );
      comment on table casebook.added_papers is
        'What is known of the files that came with the act of this sequence; names of files may name the citizen';
      create trigger added_papers_append_only before update or delete on casebook.added_papers
        for each row execute function casebook.refuse_change();
      create trigger added_papers_no_truncate before truncate on casebook.added_papers
        for each statement execute function casebook.refuse_change();
      grant insert on casebook.added_papers to bancheng_intake, bancheng_routing;
      grant select on casebook.added_papers to bancheng_intake;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table casebook.added_papers');
  }
}
