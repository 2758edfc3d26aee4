import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A slip is known again after the contract has changed, by its words; a station may number from 1 anew. Rows of before have
 * no words: of those, station and sequence number say whether it is the same slip.
 */
export class SameSlips1764880100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table intake.offline_slip
        add written_at timestamptz not null default now(),
        add contract text not null default '',
        add words text[] not null default '{}',
        add person text[] not null default '{}',
        drop constraint offline_slip_jurisdiction_station_sequence_key;
      update intake.offline_slip s set written_at = c.registered_at from casebook.complaint c where c.id = s.case_id;
      alter table intake.offline_slip alter written_at drop default;
      create index offline_slip_sequence on intake.offline_slip (jurisdiction, station, written_at, sequence);
      comment on column intake.offline_slip.words is
        'Digests of all that was written on the slip, salted by its id; person: those of the names among them';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index intake.offline_slip_sequence;
      alter table intake.offline_slip drop written_at, drop contract, drop words, drop person,
        add constraint offline_slip_jurisdiction_station_sequence_key unique (jurisdiction, station, sequence);
    `);
  }
}
