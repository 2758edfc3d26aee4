import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 联席会议 with their texts, which are nobody else's business: the casebook only knows that they were convened and held. */
export class JointMeeting1764300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table joint_meeting.meeting (
        id uuid primary key,
        case_id uuid not null,
        jurisdiction text not null,
        convener text not null,
        planned_at timestamptz not null,
        place text not null,
        departments text[] not null,
        agenda text not null,
        convened_at timestamptz not null,
        held_at timestamptz,
        attendees text[],
        minutes text,
        lead_department text,
        version int not null,
        check (num_nulls(held_at, attendees, minutes, lead_department) in (0, 4))
      );
      comment on column joint_meeting.meeting.convener is '''office'' for the 管理办公室, else a department''s code';
      create index meeting_list on joint_meeting.meeting (jurisdiction, id);
      create index meeting_case on joint_meeting.meeting (case_id);

      grant usage on schema joint_meeting to bancheng_joint_meeting;
      grant select, insert, update on joint_meeting.meeting to bancheng_joint_meeting;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table joint_meeting.meeting');
  }
}
