import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Routing, which hands over what a stopped department has open, hands over its commitments in the same transaction. */
export class SucceededCommitments1764940200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function joint_meeting.succeed_commitments(of_jurisdiction text, of_ids uuid[], successor text) returns void
      language sql security definer set search_path = '' as $$
        update joint_meeting.commitment set department = successor
        where jurisdiction = of_jurisdiction and id = any(of_ids) and ended_as is null
      $$;
      comment on function joint_meeting.succeed_commitments is
        'Open commitments go to another department; as the owner, so that routing may do this and nothing else here';
      revoke all on function joint_meeting.succeed_commitments from public;
      grant usage on schema joint_meeting to bancheng_routing;
      grant execute on function joint_meeting.succeed_commitments to bancheng_routing;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop function joint_meeting.succeed_commitments;
      revoke usage on schema joint_meeting from bancheng_routing;
    `);
  }
}
