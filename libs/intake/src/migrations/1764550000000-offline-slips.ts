import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Degraded intake: the stations of a jurisdiction, and which of their slips have come in. */
export class OfflineSlips1764550000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table intake.station (
        jurisdiction text not null,
        code text not null,
        name text not null,
        active boolean not null,
        version int not null,
        primary key (jurisdiction, code)
      );

      create table intake.offline_slip (
        jurisdiction text not null,
        station text not null,
        slip_id uuid not null,
        sequence int not null,
        digest text not null,
        case_id uuid not null unique,
        primary key (jurisdiction, station, slip_id),
        unique (jurisdiction, station, sequence),
        foreign key (jurisdiction, station) references intake.station (jurisdiction, code)
      );
      comment on table intake.offline_slip is
        'Written in the transaction that opens the case: a slip that is uploaded again is known by its row, never taken twice';
      comment on column intake.offline_slip.digest is 'SHA-256 of the slip: the same id with another content is refused';

      grant select, insert, update on intake.station to bancheng_intake;
      grant select, insert on intake.offline_slip to bancheng_intake;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table intake.offline_slip, intake.station');
  }
}
