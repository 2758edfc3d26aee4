import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 归档: the case files with their catalogue numbers, and how long each type of case is kept. */
export class Archive1764500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table archive.catalogue_counter (
        jurisdiction text not null,
        year int not null,
        last int not null,
        primary key (jurisdiction, year)
      );

      create table archive.case_file (
        case_id uuid primary key,
        jurisdiction text not null,
        year int not null,
        sequence int not null,
        catalogue_number text not null unique,
        type text,
        retention text not null,
        archived_at timestamptz not null,
        classes jsonb not null,
        unique (jurisdiction, year, sequence)
      );
      comment on column archive.case_file.classes is
        'FiledClass[] as it was when the file was made up: what is present, what is absent and why';

      create table archive.retention_rule (
        jurisdiction text not null,
        type text not null,
        retention text not null,
        version int not null,
        primary key (jurisdiction, type)
      );

      grant usage on schema archive to bancheng_archive;
      grant select, insert on archive.case_file to bancheng_archive;
      grant select, insert, update on archive.catalogue_counter, archive.retention_rule to bancheng_archive;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table archive.retention_rule, archive.case_file, archive.catalogue_counter');
  }
}
