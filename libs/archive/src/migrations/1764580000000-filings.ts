import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A case that was reopened is filed again under its own 档号; each filing stays as it was made up. */
export class Filings1764580000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table archive.case_file
        add column filing int not null default 1,
        drop constraint case_file_pkey,
        drop constraint case_file_catalogue_number_key,
        drop constraint case_file_jurisdiction_year_sequence_key,
        add primary key (case_id, filing);
      alter table archive.case_file alter column filing drop default;
      create unique index case_file_number on archive.case_file (jurisdiction, year, sequence) where filing = 1;
      create index case_file_order on archive.case_file (jurisdiction, year, sequence);
      comment on column archive.case_file.filing is '1, and one more each time a reopened case was filed again';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from archive.case_file f where exists (
        select from archive.case_file later where later.case_id = f.case_id and later.filing > f.filing);
      drop index archive.case_file_order, archive.case_file_number;
      alter table archive.case_file
        drop constraint case_file_pkey,
        drop column filing,
        add primary key (case_id),
        add unique (catalogue_number),
        add unique (jurisdiction, year, sequence);
    `);
  }
}
