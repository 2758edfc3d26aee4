import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a slip is found by, folded by the application: the database's own `lower` and `normalize` depend on its locale and
 * version. Old slips have the version 0 until `foldAnew` has folded them: after the migrations, which must not run code that
 * goes on changing, and each night for what the build before writes meanwhile.
 */
export class FoldedTexts1764810000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table casebook.particulars add folded text not null default '',
        add name_keys text[] not null default '{}', add fold_version int not null default 0;
      create index particulars_fold on casebook.particulars (fold_version, case_id);
      grant update (folded, name_keys, fold_version) on casebook.particulars to bancheng_intake;
      create index particulars_name_keys on casebook.particulars using gin (name_keys);
      drop index casebook.particulars_name;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index particulars_name on casebook.particulars (name, case_id) where name is not null;
      alter table casebook.particulars drop folded, drop name_keys, drop fold_version;
    `);
  }
}
