import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The people of a hall. The 回访员 the admin kept are among them, and whoever handles a case; until the admin or the identity
 * provider says more, they are called by their subject.
 */
export class People1764860000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table directory.person (
        jurisdiction text not null,
        subject text not null,
        name text not null,
        roles text[] not null check (cardinality(roles) > 0),
        department text,
        active boolean not null,
        deputies text[] not null default '{}',
        email text,
        kept_by text not null check (kept_by in ('admin', 'identity-provider')),
        version int not null,
        primary key (jurisdiction, subject)
      );
      insert into directory.person (jurisdiction, subject, name, roles, department, active, kept_by, version)
        select jurisdiction, subject, subject, array['follow-up-officer'], department, active, 'admin', 1
        from directory.officer;
      insert into directory.person (jurisdiction, subject, name, roles, department, active, kept_by, version)
        select distinct jurisdiction, handler, handler, array['clerk'], null, true, 'identity-provider', 1
        from casebook.complaint where handler <> 'unassigned'
      on conflict (jurisdiction, subject) do update set roles = '{clerk,follow-up-officer}';
      comment on table directory.officer is 'Read by the build before the people alone; to be dropped with the next release';

      grant select, insert, update on directory.person to bancheng_directory;
      grant select on directory.person to bancheng_routing, bancheng_transfer, bancheng_intake, bancheng_follow_up,
        bancheng_supervision, bancheng_joint_meeting;
      grant usage on schema directory to bancheng_supervision, bancheng_joint_meeting;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table directory.person;
      comment on table directory.officer is null;
      revoke usage on schema directory from bancheng_supervision, bancheng_joint_meeting;
    `);
  }
}
