import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A meeting treats several cases, its departments answer and attend, and it makes commitments (议定事项). */
export class MeetingsInDepth1764530000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index joint_meeting.meeting_case;
      create table joint_meeting.meeting_case (
        meeting_id uuid not null references joint_meeting.meeting (id),
        case_id uuid not null,
        status_before text not null,
        added_at timestamptz not null,
        ended_as text check (ended_as in ('held', 'cancelled', 'skipped')),
        ended_at timestamptz,
        lead_department text,
        decisions text,
        reason text,
        primary key (meeting_id, case_id),
        check ((ended_as is null) = (ended_at is null)),
        check (coalesce(ended_as = 'held', false) = (lead_department is not null))
      );
      comment on column joint_meeting.meeting_case.ended_as is
        'Null while it is to be treated, if the case itself still is where a meeting may be held';
      create index meeting_case_case on joint_meeting.meeting_case (case_id);

      create table joint_meeting.invitation (
        meeting_id uuid not null references joint_meeting.meeting (id),
        department text not null,
        invited boolean not null,
        attendance text,
        primary key (meeting_id, department)
      );
      comment on column joint_meeting.invitation.invited is 'False for a department that came without having been invited';
      create index invitation_department on joint_meeting.invitation (department, meeting_id);

      create table joint_meeting.invitation_answer (
        meeting_id uuid not null,
        meeting_version int not null,
        department text not null,
        answer text not null,
        reason text,
        answered_by text not null,
        answered_at timestamptz not null,
        primary key (meeting_id, meeting_version),
        foreign key (meeting_id, department) references joint_meeting.invitation (meeting_id, department)
      );
      comment on table joint_meeting.invitation_answer is 'Every answer that was given; the last one of a department counts';

      create table joint_meeting.commitment (
        id uuid primary key,
        meeting_id uuid not null,
        case_id uuid not null,
        jurisdiction text not null,
        position int not null,
        department text not null,
        text text not null,
        ended_as text check (ended_as in ('fulfilled', 'released')),
        report text,
        foreign key (meeting_id, case_id) references joint_meeting.meeting_case (meeting_id, case_id),
        check ((ended_as is null) = (report is null))
      );
      comment on table joint_meeting.commitment is
        'What was agreed, and how it came out; whether it is open, and until when, is said by its clock in the casebook';
      create index commitment_list on joint_meeting.commitment (jurisdiction, id);
      create index commitment_department on joint_meeting.commitment (jurisdiction, department, id);
      create index commitment_meeting on joint_meeting.commitment (meeting_id);

      insert into joint_meeting.meeting_case (meeting_id, case_id, status_before, added_at, ended_as, ended_at, lead_department)
        select id, case_id, 'accepted', convened_at, case when held_at is not null then 'held' end, held_at, lead_department
        from joint_meeting.meeting;
      insert into joint_meeting.invitation (meeting_id, department, invited, attendance)
        select m.id, d.department, d.department = any(m.departments),
          case when m.held_at is not null
            then case when d.department = any(m.attendees) then 'attended' else 'absent' end end
        from joint_meeting.meeting m
          cross join lateral (select unnest(m.departments) union select unnest(m.attendees)) as d (department);

      alter table joint_meeting.meeting
        drop column case_id, drop column departments, drop column attendees, drop column lead_department,
        add cancelled_at timestamptz,
        add constraint meeting_minutes check ((held_at is null) = (minutes is null)),
        add check (held_at is null or cancelled_at is null);

      grant select, insert, update on joint_meeting.meeting_case, joint_meeting.invitation, joint_meeting.commitment
        to bancheng_joint_meeting;
      grant select, insert on joint_meeting.invitation_answer to bancheng_joint_meeting;
    `);
  }

  /** Keeps of each meeting its first case alone: there was room for no more. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table joint_meeting.meeting
        add case_id uuid, add departments text[], add attendees text[], add lead_department text,
        drop column cancelled_at, drop constraint meeting_minutes;
      update joint_meeting.meeting m set
        departments = array(select department from joint_meeting.invitation i where i.meeting_id = m.id and i.invited),
        case_id = c.case_id, lead_department = c.lead_department,
        attendees = case when m.held_at is not null then array(select department from joint_meeting.invitation i
          where i.meeting_id = m.id and i.attendance = 'attended') end
      from (select distinct on (meeting_id) * from joint_meeting.meeting_case order by meeting_id, coalesce(ended_as = 'held', false) desc, case_id) c
      where c.meeting_id = m.id;
      update joint_meeting.meeting set held_at = null, minutes = null, attendees = null where lead_department is null;
      alter table joint_meeting.meeting
        alter case_id set not null, alter departments set not null,
        add check (num_nulls(held_at, attendees, minutes, lead_department) in (0, 4));
      drop table joint_meeting.commitment, joint_meeting.invitation_answer, joint_meeting.invitation, joint_meeting.meeting_case;
      create index meeting_case on joint_meeting.meeting (case_id);
    `);
  }
}
