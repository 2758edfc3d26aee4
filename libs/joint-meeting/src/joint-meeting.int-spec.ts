import { randomUUID } from 'node:crypto';
import { casebookMigrations } from '@bancheng/casebook';
import type { ConveneMeeting } from '@bancheng/contracts/http/joint-meeting';
import { FakeClock, startServiceApp, TestCases, type ServiceApp } from '@bancheng/testing';
import { JointMeetingModule } from './joint-meeting.module.js';
import { jointMeetingMigrations } from './migrations/index.js';

describe('联席会议', () => {
  const clock = new FakeClock('2026-03-02T09:00:00+08:00');
  let app: ServiceApp;
  let cases: TestCases;

  beforeAll(async () => {
    app = await startServiceApp({
      module: JointMeetingModule,
      services: ['joint-meeting'],
      migrations: [casebookMigrations, jointMeetingMigrations],
      clock,
    });
    cases = await TestCases.on(app.database.ownerUrl, clock);
  });

  afterAll(async () => {
    await cases.close();
    await app.close();
  });

  const order = (complaintId: string, change: Partial<ConveneMeeting> = {}) => ({
    complaintId,
    convener: 'office',
    at: '2026-03-03T01:00:00.000Z',
    place: '三楼会议室',
    departments: ['scjg', 'bdc', 'sw'],
    agenda: '研究企业搬迁后的登记问题',
    ...change,
  });
  const report = { attendees: ['scjg', 'bdc'], minutes: '由市场监管局牵头，五日内办结', leadDepartment: 'scjg' };

  async function convened(change: Partial<ConveneMeeting> = {}) {
    const caseId = await cases.accept('complex');
    const { status, body } = await app.as('clerk').post('/v1/joint-meetings', order(caseId, change));
    expect(status).toBe(201);
    return { caseId, act: body, url: `/v1/joint-meetings/${body.meetingId}` };
  }

  async function actsOf(caseId: string): Promise<unknown[]> {
    const rows = await app.ownerQuery<{ kind: string; detail: unknown }>(
      'select kind, detail from casebook.act where case_id = $1 order by seq',
      [caseId],
    );
    return rows.slice(2);
  }

  it('is convened for a complex case and shown to who convened it', async () => {
    const { caseId, act, url } = await convened({ convener: 'bdc' });
    expect(act).toEqual({
      caseId,
      seq: 3,
      kind: 'meetingConvened',
      at: '2026-03-02T01:00:00.000Z',
      status: 'meeting-convened',
      clocks: [],
      meetingId: act.meetingId,
    });
    expect(await actsOf(caseId)).toEqual([
      { kind: 'meetingConvened', detail: { meetingId: act.meetingId, departments: ['scjg', 'bdc', 'sw'] } },
    ]);
    const shown = await app.as('leader').get(url);
    expect(shown.headers['etag']).toBe('"1"');
    expect(shown.body).toEqual({
      ...order(caseId, { convener: 'bdc' }),
      meetingId: act.meetingId,
      convenedAt: '2026-03-02T01:00:00.000Z',
      held: null,
    });
  });

  it.each(['simple', 'general'] as const)('is refused for a %s case', async (type) => {
    const caseId = await cases.accept(type);
    const refused = await app.as('clerk').post('/v1/joint-meetings', order(caseId));
    expect(refused).toMatchObject({ status: 409, body: { code: 'not-complex' } });
    expect(await actsOf(caseId)).toEqual([]);
  });

  it('is refused before acceptance, and a second time', async () => {
    const registered = await cases.register();
    const { caseId } = await convened();
    for (const complaintId of [registered, caseId]) {
      const refused = await app.as('clerk').post('/v1/joint-meetings', order(complaintId));
      expect(refused).toMatchObject({ status: 409, body: { code: 'not-allowed-now' } });
    }
  });

  it('calls the department that convenes it', async () => {
    const caseId = await cases.accept('complex');
    const refused = await app.as('clerk').post('/v1/joint-meetings', order(caseId, { convener: 'ga' }));
    expect(refused).toMatchObject({ status: 422, body: { code: 'convener-not-invited' } });
  });

  it('is convened once for one idempotency key', async () => {
    const caseId = await cases.accept('complex');
    const key = { 'idempotency-key': randomUUID() };
    const first = await app.as('clerk').post('/v1/joint-meetings', order(caseId), key);
    const again = await app.as('clerk').post('/v1/joint-meetings', order(caseId), key);
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect(await actsOf(caseId)).toHaveLength(1);
    const other = await app.as('clerk').post('/v1/joint-meetings', order(caseId, { place: '二楼' }), key);
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  });

  it('is convened on a case as the caller saw it', async () => {
    const caseId = await cases.accept('complex');
    const stale = await app.as('clerk').post('/v1/joint-meetings', order(caseId), { 'if-match': '"1"' });
    expect(stale).toMatchObject({ status: 412, body: { code: 'stale-version' } });
    const fresh = await app.as('clerk').post('/v1/joint-meetings', order(caseId), { 'if-match': '"2"' });
    expect(fresh.status).toBe(201);
  });

  it('gets another time, place or agenda until it is held', async () => {
    const { caseId, url } = await convened();
    const edited = await app.as('clerk').patch(url, { place: '二楼会议室' }, { 'if-match': '"1"' });
    expect(edited).toMatchObject({ status: 200, headers: { etag: '"2"' } });
    expect(edited.body).toMatchObject({ ...order(caseId), place: '二楼会议室' });
    expect((await app.as('clerk').get(url)).body).toEqual(edited.body);

    const stale = await app.as('clerk').patch(url, { place: '一楼' }, { 'if-match': '"1"' });
    expect(stale).toMatchObject({ status: 412, body: { code: 'stale-version' } });
    expect((await app.as('clerk').patch(url, { place: '一楼' })).status).toBe(428);

    expect((await app.as('clerk').post(`${url}/hold`, report)).status).toBe(200);
    const late = await app.as('clerk').patch(url, { place: '一楼' }, { 'if-match': '"3"' });
    expect(late).toMatchObject({ status: 409, body: { code: 'meeting-already-held' } });
    expect((await app.as('clerk').get(url)).body.place).toBe('二楼会议室');
  });

  it('is held: minutes, and the lead department on the case', async () => {
    const { caseId, act, url } = await convened();
    const stale = await app.as('leader').post(`${url}/hold`, report, { 'if-match': '"7"' });
    expect(stale).toMatchObject({ status: 412, body: { code: 'stale-version' } });
    const { status, body } = await app.as('leader').post(`${url}/hold`, report, { 'if-match': '"1"' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ caseId, seq: 4, kind: 'meetingHeld', status: 'meeting-held' });
    expect((await app.as('clerk').get(url)).body.held).toEqual({ ...report, at: '2026-03-02T01:00:00.000Z' });
    expect((await actsOf(caseId))[1]).toEqual({
      kind: 'meetingHeld',
      detail: { meetingId: act.meetingId, leadDepartment: 'scjg' },
    });
    expect(await app.ownerQuery('select lead_department from casebook.complaint where id = $1', [caseId])).toEqual([
      { lead_department: 'scjg' },
    ]);
    const again = await app.as('leader').post(`${url}/hold`, report);
    expect(again).toMatchObject({ status: 409, body: { code: 'not-allowed-now' } });
  });

  it('names a lead department that attended', async () => {
    const { url } = await convened();
    const refused = await app.as('clerk').post(`${url}/hold`, { ...report, leadDepartment: 'sw' });
    expect(refused).toMatchObject({ status: 422, body: { code: 'lead-not-attending' } });
  });

  it('is held once by two at the same moment', async () => {
    const { url } = await convened();
    const answers = await Promise.all(
      ['clerk', 'leader'].map((role) => app.as(role as 'clerk').post(`${url}/hold`, report)),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
  });

  it('does not exist for another jurisdiction', async () => {
    const { caseId, url } = await convened();
    const stranger = app.as('clerk', { jurisdiction: '370403' });
    expect((await stranger.get(url)).status).toBe(404);
    expect((await stranger.patch(url, { place: '别处' }, { 'if-match': '"1"' })).status).toBe(404);
    expect((await stranger.post(`${url}/hold`, report)).status).toBe(404);
    expect((await stranger.post('/v1/joint-meetings', order(await cases.accept('complex')))).status).toBe(404);
    expect((await stranger.get(`/v1/joint-meetings?complaintId=${caseId}`)).body).toEqual({ items: [], next: null });
  });

  it('is for clerks and leaders', async () => {
    const { caseId, url } = await convened();
    for (const role of ['department', 'department-system', 'follow-up-officer', 'supervisor'] as const) {
      expect((await app.as(role).get(url)).status).toBe(403);
      expect((await app.as(role).post('/v1/joint-meetings', order(caseId))).status).toBe(403);
    }
    expect((await app.as('admin').post(`${url}/hold`, report)).status).toBe(403);
  });

  it('lists the meetings of a case, and all of them page by page', async () => {
    const { caseId, act } = await convened();
    const own = await app.as('clerk').get(`/v1/joint-meetings?complaintId=${caseId}`);
    expect(own.body).toMatchObject({ items: [{ meetingId: act.meetingId }], next: null });
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const { body } = await app.as('clerk').get(`/v1/joint-meetings?limit=2${cursor}`);
      seen.push(...body.items.map((item: { meetingId: string }) => item.meetingId));
      if (body.next === null) break;
      cursor = `&cursor=${body.next}`;
    }
    const stored = await app.ownerQuery<{ id: string }>(
      `select id from joint_meeting.meeting where jurisdiction = '370406' order by id desc`,
    );
    expect(seen).toEqual(stored.map((row) => row.id));
  });

  it.each<[string, object]>([
    ['an unknown field', { extra: 1 }],
    ['no department', { departments: [] }],
    ['a department twice', { departments: ['scjg', 'scjg'] }],
    ['a department of another type', { departments: [1] }],
    ['no day', { at: '明天上午' }],
    ['a day that does not exist', { at: '2026-02-30T01:00:00.000Z' }],
    ['the year 0', { at: '0000-01-01T01:00:00.000Z' }],
    ['an empty place', { place: '  ' }],
    ['a text that is too long', { agenda: '长'.repeat(2_001) }],
    ['a NUL', { agenda: 'a\u0000b' }],
    ['a half character', { place: '\ud800' }],
    ['no id', { complaintId: 'BBCS-370406-2026-00001' }],
  ])('refuses %s and changes nothing', async (_what, change) => {
    const caseId = await cases.accept('complex');
    const refused = await app.as('clerk').post('/v1/joint-meetings', { ...order(caseId), ...change });
    expect(refused).toMatchObject({ status: 400, body: { code: 'request-invalid' } });
    expect(await actsOf(caseId)).toEqual([]);
  });

  it('refuses rubbish in edits, paths and queries', async () => {
    const { url } = await convened();
    const clerk = app.as('clerk');
    expect((await clerk.patch(url, {}, { 'if-match': '"1"' })).status).toBe(400);
    expect((await clerk.patch(url, { place: '一楼' }, { 'if-match': '"999999999"' })).status).toBe(412);
    expect((await clerk.patch(url, { departments: ['ga'] }, { 'if-match': '"1"' })).status).toBe(400);
    expect((await clerk.get('/v1/joint-meetings/1%27%20or%201=1')).status).toBe(400);
    expect((await clerk.get('/v1/joint-meetings?cursor=bm8')).body.code).toBe('cursor-malformed');
    expect((await clerk.get(`/v1/joint-meetings/${randomUUID()}`)).body.code).toBe('meeting-not-found');
    expect((await clerk.post('/v1/joint-meetings', order(randomUUID()))).body.code).toBe('complaint-not-found');
    expect((await app.anyone.get(url)).status).toBe(401);
  });

  it('keeps its texts out of the casebook', async () => {
    const { caseId, url } = await convened();
    await app.as('clerk').post(`${url}/hold`, report);
    const [row] = await app.ownerQuery<{ told: string }>(
      `select string_agg(payload::text, '') || (select string_agg(detail::text, '') from casebook.act where case_id = $1) as told
       from casebook.outbox where case_id = $1`,
      [caseId],
    );
    for (const text of [report.minutes, order(caseId).agenda, order(caseId).place])
      expect(row!.told).not.toContain(text);
    expect(row!.told).toContain('meetingHeld');
  });
});
