import { createTestDatabase, type TestDatabase } from '@bancheng/testing';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { jointMeetingMigrations } from './index.js';

const HELD = '01a00000-0000-7000-8000-000000000001';
const OPEN = '01a00000-0000-7000-8000-000000000002';
const [FIRST_CASE, SECOND_CASE] = ['01b00000-0000-4000-8000-000000000001', '01b00000-0000-4000-8000-000000000002'];

describe('meetings that an earlier build knew', () => {
  let database: TestDatabase;
  let owner: Client;

  beforeAll(async () => {
    const [first] = jointMeetingMigrations.migrations as never[];
    database = await createTestDatabase([{ schema: 'joint_meeting', migrations: [first!] }]);
    owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await owner.query(
      `insert into joint_meeting.meeting
         (id, case_id, jurisdiction, convener, planned_at, place, departments, agenda, convened_at, held_at, attendees,
          minutes, lead_department, version)
       values
         ($1, $2, '370406', 'office', '2026-03-03T01:00Z', '三楼', '{scjg,bdc}', '议题', '2026-03-02T01:00Z',
          '2026-03-03T02:00Z', '{scjg,ga}', '纪要', 'scjg', 2),
         ($3, $4, '370406', 'bdc', '2026-03-04T01:00Z', '二楼', '{bdc}', '议题', '2026-03-02T01:00Z', null, null, null, null, 1)`,
      [HELD, FIRST_CASE, OPEN, SECOND_CASE],
    );
  });

  afterAll(async () => {
    await owner.end();
    await database.drop();
  });

  async function migrated(step: (source: DataSource) => Promise<unknown>): Promise<void> {
    const { schema } = jointMeetingMigrations;
    const migrations = (jointMeetingMigrations.migrations as never[]).slice(0, 2); // up to the one that this is about
    const source = await new DataSource({ type: 'postgres', url: database.ownerUrl, schema, migrations }).initialize();
    await step(source).finally(() => source.destroy());
  }

  it('keep their case, their departments and what came of them, there and back', async () => {
    const before = (await owner.query('select * from joint_meeting.meeting order by id')).rows;
    await migrated((source) => source.runMigrations());
    const cases = await owner.query(
      `select meeting_id, case_id, status_before, ended_as, lead_department from joint_meeting.meeting_case order by 1`,
    );
    expect(cases.rows).toEqual([
      { meeting_id: HELD, case_id: FIRST_CASE, status_before: 'accepted', ended_as: 'held', lead_department: 'scjg' },
      { meeting_id: OPEN, case_id: SECOND_CASE, status_before: 'accepted', ended_as: null, lead_department: null },
    ]);
    const invitations = await owner.query(
      'select meeting_id, department, invited, attendance from joint_meeting.invitation order by 1, 2',
    );
    expect(invitations.rows).toEqual([
      { meeting_id: HELD, department: 'bdc', invited: true, attendance: 'absent' },
      { meeting_id: HELD, department: 'ga', invited: false, attendance: 'attended' },
      { meeting_id: HELD, department: 'scjg', invited: true, attendance: 'attended' },
      { meeting_id: OPEN, department: 'bdc', invited: true, attendance: null },
    ]);

    await migrated((source) => source.undoLastMigration());
    const after = (await owner.query('select * from joint_meeting.meeting order by id')).rows;
    const sorted = (row: any) => ({
      ...row,
      departments: row.departments.toSorted(),
      attendees: row.attendees?.toSorted() ?? null,
    });
    expect(after.map(sorted)).toEqual(before.map(sorted));
  });
});
