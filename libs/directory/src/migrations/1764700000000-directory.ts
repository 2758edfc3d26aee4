import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the admin keeps moves here out of routing, intake and follow-up, which each kept a part; they read what they need. */
export class Directory1764700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table routing.agency set schema directory;
      alter table routing.responsibility set schema directory;
      alter table routing.signaller set schema directory;
      alter table routing.delegation set schema directory;
      alter table routing.delegation_revocation set schema directory;
      alter table intake.station set schema directory;
      alter table follow_up.officer set schema directory;

      revoke all on all tables in schema directory from bancheng_routing, bancheng_intake, bancheng_follow_up;
      grant usage on schema directory to bancheng_directory, bancheng_routing, bancheng_transfer, bancheng_intake,
        bancheng_follow_up;
      grant select, insert, update on directory.agency, directory.station, directory.officer to bancheng_directory;
      grant select, insert, update, delete on directory.responsibility, directory.signaller to bancheng_directory;
      grant select, insert on directory.delegation, directory.delegation_revocation to bancheng_directory;

      grant select on directory.signaller, directory.delegation, directory.delegation_revocation to bancheng_routing;
      grant select, insert, update on directory.responsibility to bancheng_routing; -- a leader's ruling writes there too
      grant select on directory.agency to bancheng_transfer;
      grant select on directory.station to bancheng_intake;
      grant select on directory.officer to bancheng_follow_up;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      revoke all on all tables in schema directory from bancheng_directory, bancheng_routing, bancheng_transfer,
        bancheng_intake, bancheng_follow_up;
      revoke usage on schema directory from bancheng_directory, bancheng_routing, bancheng_transfer, bancheng_intake,
        bancheng_follow_up;
      grant select, insert, update on directory.agency to bancheng_routing;
      grant select, insert, update, delete on directory.responsibility, directory.signaller to bancheng_routing;
      grant select, insert on directory.delegation, directory.delegation_revocation to bancheng_routing;
      grant select, insert, update on directory.station to bancheng_intake;
      grant select, insert, update on directory.officer to bancheng_follow_up;

      alter table directory.agency set schema routing;
      alter table directory.responsibility set schema routing;
      alter table directory.signaller set schema routing;
      alter table directory.delegation set schema routing;
      alter table directory.delegation_revocation set schema routing;
      alter table directory.station set schema intake;
      alter table directory.officer set schema follow_up;
    `);
  }
}
