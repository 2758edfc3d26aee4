import { randomUUID } from 'node:crypto';
import { OFFICE, progressClock, startClock } from '@bancheng/domain';
import type { Role } from '@bancheng/platform';
import { Meetings, NOW, STARTS_WITHIN_MS, TEXTS } from '../test/meetings.js';

describe('联席会议', () => {
  let hall: Meetings;

  beforeAll(async () => (hall = await Meetings.open()), STARTS_WITHIN_MS);
  afterAll(() => hall.close());

  const as = (role: Role) => hall.app.as(role);
  const convene = (caseId: string, change: object = {}, headers = {}) =>
    as('clerk').post('/v1/joint-meetings', hall.order([caseId], change), headers);
  const invited = (department: string) => ({ department, invited: true, attendance: null, answers: [] });

  it('is convened for a complex case and shown to who convened it', async () => {
    const { caseId, act, url } = await hall.convened(undefined, { convener: 'bdc' });
    expect(act).toEqual({
      meetingId: act.meetingId,
      version: 1,
      acts: [{ caseId, seq: 3, kind: 'meetingConvened', at: NOW, status: 'meeting-convened', clocks: [] }],
      skipped: [],
    });
    expect(await hall.actsOf(caseId)).toEqual([
      {
        kind: 'meetingConvened',
        detail: { meetingId: act.meetingId, departments: ['scjg', 'bdc', 'sw'] },
        role: 'clerk',
      },
    ]);
    const shown = await as('leader').get(url);
    expect(shown.headers['etag']).toBe('"1"');
    const { complaintIds: _ids, departments: _departments, ...plan } = hall.order([caseId], { convener: 'bdc' });
    expect(shown.body).toEqual({
      ...plan,
      meetingId: act.meetingId,
      state: 'convened',
      convenedAt: NOW,
      cases: [
        {
          ...{
            complaintId: caseId,
            number: shown.body.cases[0].number,
            caseStatus: 'meeting-convened',
            caseVersion: 3,
          },
          ...{ state: 'convened', leadDepartment: null, decisions: null, reason: null },
        },
      ],
      invitations: [invited('bdc'), invited('scjg'), invited('sw')],
      heldAt: null,
      minutes: null,
      commitments: [],
      version: 1,
    });
  });

  it.each(['simple', 'general'] as const)('is refused for a %s case', async (type) => {
    const caseId = await hall.cases.accept(type);
    expect(await convene(caseId)).toMatchObject({ status: 409, body: { code: 'not-complex' } });
    expect(await hall.actsOf(caseId)).toEqual([]);
  });

  it('is refused before acceptance, and a second time', async () => {
    const registered = await hall.cases.register();
    const { caseId } = await hall.convened();
    for (const complaintId of [registered, caseId]) {
      expect(await convene(complaintId)).toMatchObject({ status: 409, body: { code: 'not-allowed-now' } });
    }
  });

  it('calls the department that convenes it', async () => {
    const refused = await convene(await hall.cases.accept('complex'), { convener: 'ga' });
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'convener-not-invited', errors: [{ pointer: '/convener' }] },
    });
  });

  it('calls only departments that exist, and none that is stopped', async () => {
    const caseId = await hall.cases.accept('complex');
    await hall.app.putDepartments(['elsewhere'], '370403');
    await hall.stopped('old');
    for (const [department, code] of [
      ['nope', 'department-unknown'],
      ['elsewhere', 'department-unknown'],
      ['old', 'department-inactive'],
    ]) {
      const answer = await convene(caseId, { departments: ['scjg', department] });
      expect(answer).toMatchObject({
        status: 422,
        body: { code, detail: `部门代码：${department}`, errors: [{ pointer: '/departments/1', code }] },
      });
    }
    expect(await hall.actsOf(caseId)).toEqual([]);
  });

  it('is convened once for one idempotency key', async () => {
    const caseId = await hall.cases.accept('complex');
    const key = { 'idempotency-key': randomUUID() };
    const first = await convene(caseId, {}, key);
    expect(await convene(caseId, {}, key)).toMatchObject({ status: 201, body: first.body });
    expect(await hall.actsOf(caseId)).toHaveLength(1);
    const other = await convene(caseId, { place: '二楼' }, key);
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  });

  it('is convened on a case as the caller saw it', async () => {
    const caseId = await hall.cases.accept('complex');
    const stale = await convene(caseId, {}, { 'if-match': '"1"' });
    expect(stale).toMatchObject({ status: 412, body: { code: 'stale-version' } });
    expect((await convene(caseId, {}, { 'if-match': '"2"' })).status).toBe(201);
  });

  it('is planned for an instant in any zone, no further ahead than the policy allows', async () => {
    const { url } = await hall.convened();
    const [edit, read] = [
      (at: string, version: number) => as('clerk').patch(url, { at }, { 'if-match': `"${version}"` }),
      async () => (await as('clerk').get(url)).body.at,
    ];
    expect((await edit('2026-03-04T09:30:00+08:00', 1)).status).toBe(200);
    expect(await read()).toBe('2026-03-04T01:30:00.000Z');
    expect((await edit('2026-03-04T02:00:00Z', 2)).status).toBe(200);
    expect(await read()).toBe('2026-03-04T02:00:00.000Z');
    const tooFar = { status: 422, body: { code: 'date-too-far', errors: [{ in: 'body', pointer: '/at' }] } };
    expect(await edit('2027-06-01T01:00:00.000Z', 3)).toMatchObject(tooFar);
    const another = await hall.cases.accept('complex');
    expect(await convene(another, { at: '2062-03-04T01:30:00Z' })).toMatchObject(tooFar);
    expect(await hall.actsOf(another)).toEqual([]);
  });

  it('is changed until it is held, by who saw the last version', async () => {
    const { ids, url } = await hall.convened();
    const edit = (change: object, version?: number) =>
      as('clerk').patch(url, change, version === undefined ? {} : { 'if-match': `"${version}"` });
    expect((await edit({ place: '二楼会议室' })).status).toBe(428);
    const edited = await edit({ place: '二楼会议室' }, 1);
    expect(edited).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: { place: '二楼会议室' } });
    expect(await edit({ place: '一楼' }, 1)).toMatchObject({ status: 412, body: { code: 'stale-version' } });
    await hall.posted(as('clerk'), `${url}/hold`, hall.report(ids));
    expect(await edit({ place: '一楼' }, 3)).toMatchObject({ status: 409, body: { code: 'meeting-already-held' } });
    expect((await as('clerk').get(url)).body.place).toBe('二楼会议室');
  });

  it('is held: attendance, minutes, and what was decided of the case', async () => {
    const { ids, caseId, act, url } = await hall.convened();
    const stale = await as('leader').post(`${url}/hold`, hall.report(ids), { 'if-match': '"7"' });
    expect(stale).toMatchObject({ status: 412, body: { code: 'stale-version' } });
    const report = hall.report(ids);
    const attendance = [...report.attendance, { department: 'ga', as: 'attended' }]; // came without an invitation
    const { status, body } = await as('leader').post(`${url}/hold`, { ...report, attendance }, { 'if-match': '"1"' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ version: 2, acts: [{ caseId, seq: 4, kind: 'meetingHeld', status: 'meeting-held' }] });
    const { body: shown } = await as('clerk').get(url);
    expect(shown).toMatchObject({ state: 'held', heldAt: NOW, minutes: TEXTS.minutes });
    expect(shown.cases).toMatchObject([{ state: 'held', leadDepartment: 'scjg', decisions: TEXTS.decisions }]);
    expect(shown.invitations).toEqual([
      { ...invited('bdc'), attendance: 'attended' },
      { ...invited('ga'), attendance: 'attended', invited: false },
      { ...invited('scjg'), attendance: 'attended' },
      { ...invited('sw'), attendance: 'absent-with-leave' },
    ]);
    expect((await hall.actsOf(caseId))[1]).toEqual({
      kind: 'meetingHeld',
      detail: { meetingId: act.meetingId, leadDepartment: 'scjg', commitments: [] },
      role: 'leader',
    });
    expect((await hall.caseOf(caseId)).lead).toBe('scjg');
    const again = await as('leader').post(`${url}/hold`, hall.report(ids));
    expect(again).toMatchObject({ status: 409, body: { code: 'meeting-already-held' } });
  });

  it('the office may lead itself by a meeting that it reports; no department makes it lead', async () => {
    const { ids, caseId, url } = await hall.convened(undefined, { convener: 'scjg' });
    const report = hall.report(ids, { leadDepartment: 'office' });
    const byDepartment = await hall.department('scjg').post(`${url}/hold`, report);
    expect(byDepartment).toMatchObject({
      status: 422,
      body: { code: 'office-leads-itself', errors: [{ pointer: '/cases/0/leadDepartment' }] },
    });
    expect((await as('clerk').post(`${url}/hold`, report)).status).toBe(200);
    expect(await hall.caseOf(caseId)).toMatchObject({ status: 'meeting-held', lead: 'office' });
  });

  it('a department that is named in place of the office reports from then on, and the office’s next report is due no more', async () => {
    const { ids, caseId, url } = await hall.convened();
    await hall.posted(as('clerk'), `${url}/hold`, hall.report(ids, { leadDepartment: 'office' }));
    const at = hall.clock.now();
    const due = { dueAt: at, yellowAt: null, provisional: false, calendarVersion: 'test' };
    const report = startClock({ ...progressClock(OFFICE, 1), department: null }, at, due);
    await hall.cases.act(caseId, 'progressReported', { detail: { late: false }, clocks: [report] });
    const again = await hall.convened(ids);
    await hall.posted(as('clerk'), `${again.url}/hold`, hall.report(ids));
    const { clocks } = await hall.caseOf(caseId);
    expect(clocks.find(({ clockId }) => clockId === report.clockId).endedAt).not.toBeNull();
  });

  it.each<[string, string, (report: any) => void, string]>([
    [
      'lead-not-attending',
      'an absent lead',
      (report) => (report.cases[0].leadDepartment = 'sw'),
      '/cases/0/leadDepartment',
    ],
    ['attendance-incomplete', 'an invited department left out', (report) => report.attendance.pop(), '/attendance'],
    [
      'commitment-not-at-meeting',
      'a commitment of one that was not called',
      (report) => (report.cases[0].commitments = [{ department: 'mz', text: '落实', workingDays: 1 }]),
      '/cases/0/commitments/0/department',
    ],
    [
      'dispatch-date-past',
      'a commitment for a day that has passed',
      (report) => (report.cases[0].commitments = [{ department: 'sw', text: '落实', byDate: '2026-02-27' }]),
      '/cases/0/commitments/0/byDate',
    ],
    [
      'date-too-far',
      'a commitment for a day further ahead than the policy allows',
      (report) => (report.cases[0].commitments = [{ department: 'sw', text: '落实', byDate: '2027-06-01' }]),
      '/cases/0/commitments/0/byDate',
    ],
  ])('is not held with %s: %s', async (code, _what, spoil, pointer) => {
    const { ids, caseId, url } = await hall.convened();
    const report = hall.report(ids);
    spoil(report);
    const refused = await as('clerk').post(`${url}/hold`, report);
    expect(refused).toMatchObject({ status: 422, body: { code, errors: [{ in: 'body', pointer }] } });
    expect((await hall.caseOf(caseId)).status).toBe('meeting-convened');
    expect((await as('clerk').get(url)).body).toMatchObject({ state: 'convened', version: 1 });
  });

  it('is not held with a guest that does not exist, nor led by a department stopped meanwhile', async () => {
    await hall.app.putDepartments(['brief']);
    const { ids, caseId, url } = await hall.convened(undefined, { departments: ['scjg', 'bdc', 'sw', 'brief'] });
    await hall.stopped('brief');
    const held = (guest: string, decided: object = {}) => {
      const report = hall.report(ids, decided);
      const came = ['brief', guest].map((department) => ({ department, as: 'attended' }));
      return as('clerk').post(`${url}/hold`, { ...report, attendance: [...report.attendance, ...came] });
    };
    const at = (pointer: string) => ({ errors: [{ pointer }] });
    const unknown = { code: 'department-unknown', detail: '部门代码：nope', ...at('/attendance/4/department') };
    expect(await held('nope')).toMatchObject({ status: 422, body: unknown });
    const inactive = { code: 'department-inactive', detail: '部门代码：brief' };
    expect(await held('ga', { leadDepartment: 'brief' })).toMatchObject({
      status: 422,
      body: { ...inactive, ...at('/cases/0/leadDepartment') },
    });
    const commitments = [{ department: 'brief', text: '落实', workingDays: 1 }];
    expect(await held('ga', { commitments })).toMatchObject({
      status: 422,
      body: { ...inactive, ...at('/cases/0/commitments/0/department') },
    });
    expect((await hall.caseOf(caseId)).status).toBe('meeting-convened');
    expect((await held('ga')).status).toBe(200); // that it came is so, whatever became of it
  });

  it('keeps the lead of a case that was dispatched to it, though it is stopped meanwhile', async () => {
    await hall.app.putDepartments(['gone']);
    const { ids, caseId, url } = await hall.convened(undefined, { departments: ['gone', 'bdc'] });
    const attendance = ['gone', 'bdc'].map((department) => ({ department, as: 'attended' }));
    const report = { ...hall.report(ids, { leadDepartment: 'gone' }), attendance };
    await hall.posted(as('clerk'), `${url}/hold`, report);
    await hall.dispatch(caseId, 'gone');
    const again = await hall.convened(ids, { departments: ['gone', 'bdc'] });
    await hall.stopped('gone');
    expect((await as('clerk').post(`${again.url}/hold`, report)).status).toBe(200);
  });

  it('is held once by two at the same moment', async () => {
    const { ids, url } = await hall.convened();
    const answers = await Promise.all(
      (['clerk', 'leader'] as const).map((role) => as(role).post(`${url}/hold`, hall.report(ids))),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
  });

  it('does not exist for another jurisdiction', async () => {
    const { ids, caseId, url } = await hall.convened();
    const stranger = hall.app.as('clerk', { jurisdiction: '370403' });
    expect((await stranger.get(url)).status).toBe(404);
    expect((await stranger.patch(url, { place: '别处' }, { 'if-match': '"1"' })).status).toBe(404);
    expect((await stranger.post(`${url}/hold`, hall.report(ids))).status).toBe(404);
    expect((await stranger.post(`${url}/cancel`, { reason: '改期' })).status).toBe(404);
    const own = hall.order([await hall.cases.accept('complex')]);
    expect((await stranger.post('/v1/joint-meetings', own)).status).toBe(404);
    expect((await stranger.get(`/v1/joint-meetings?complaintId=${caseId}`)).body).toEqual({ items: [], next: null });
  });

  it('is not for everybody', async () => {
    const { ids, caseId, url } = await hall.convened();
    for (const role of ['department-system', 'follow-up-officer', 'supervisor', 'admin'] as const) {
      expect((await as(role).post('/v1/joint-meetings', hall.order([caseId]))).status).toBe(403);
      expect((await as(role).post(`${url}/hold`, hall.report(ids))).status).toBe(403);
    }
    for (const role of ['follow-up-officer', 'supervisor'] as const) expect((await as(role).get(url)).status).toBe(403);
    expect((await as('clerk').post(`${url}/answer`, { answer: 'attend' })).status).toBe(403);
  });

  it('lists the meetings of a case, and all of them page by page', async () => {
    const { caseId, act } = await hall.convened();
    const own = await as('clerk').get(`/v1/joint-meetings?complaintId=${caseId}`);
    expect(own.body).toMatchObject({ items: [{ meetingId: act.meetingId }], next: null });
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const { body } = await as('clerk').get(`/v1/joint-meetings?limit=2${cursor}`);
      seen.push(...body.items.map((item: { meetingId: string }) => item.meetingId));
      if (body.next === null) break;
      cursor = `&cursor=${body.next}`;
    }
    const stored = await hall.app.ownerQuery<{ id: string }>(
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
    ['no case', { complaintIds: [] }],
    ['no id', { complaintIds: ['BBCS-370406-2026-00001'] }],
  ])('refuses %s and changes nothing', async (_what, change) => {
    const caseId = await hall.cases.accept('complex');
    expect(await convene(caseId, change)).toMatchObject({ status: 400, body: { code: 'request-invalid' } });
    expect(await hall.actsOf(caseId)).toEqual([]);
  });

  it('refuses rubbish in edits, reports, paths and queries', async () => {
    const { ids, url } = await hall.convened();
    const clerk = as('clerk');
    expect((await clerk.patch(url, {}, { 'if-match': '"1"' })).status).toBe(400);
    expect((await clerk.patch(url, { place: '一楼' }, { 'if-match': '"999999999"' })).status).toBe(412);
    expect((await clerk.patch(url, { departments: ['ga'] }, { 'if-match': '"1"' })).status).toBe(400);
    expect((await clerk.get('/v1/joint-meetings/1%27%20or%201=1')).status).toBe(400);
    expect((await clerk.get('/v1/joint-meetings?cursor=bm8')).body.code).toBe('cursor-malformed');
    expect((await clerk.get('/v1/joint-meetings?state=all')).status).toBe(400);
    expect((await clerk.get('/v1/joint-meetings/commitments?open=1')).status).toBe(400);
    expect((await clerk.get(`/v1/joint-meetings/${randomUUID()}`)).body.code).toBe('meeting-not-found');
    expect((await convene(randomUUID())).body.code).toBe('complaint-not-found');
    expect((await hall.app.anyone.get(url)).status).toBe(401);
    for (const commitment of [
      { department: 'sw', text: '落实' },
      { department: 'sw', text: '落实', workingDays: 2, byDate: '2026-03-05' },
      { department: 'sw', text: '落实', workingDays: -1 },
      { department: 'sw', text: '', workingDays: 1 },
    ]) {
      const report = hall.report(ids, { commitments: [commitment] });
      expect((await clerk.post(`${url}/hold`, report)).status).toBe(400);
    }
    expect((await hall.department('sw').post(`${url}/answer`, { answer: 'decline' })).status).toBe(400);
    expect((await hall.department('sw').post(`${url}/answer`, { answer: 'attend', reason: '有事' })).status).toBe(400);
  });

  it('keeps its texts out of acts and events, and what it decided of a case in the case', async () => {
    const { caseId, act, id } = await hall.committed();
    const [row] = await hall.app.ownerQuery<{ told: string }>(
      `select string_agg(payload::text, '') || (select string_agg(detail::text, '') from casebook.act where case_id = $1) as told
       from casebook.outbox where case_id = $1`,
      [caseId],
    );
    for (const text of Object.values(TEXTS)) expect(row!.told).not.toContain(text);
    expect(row!.told).toContain('meetingHeld');
    expect(
      await hall.app.ownerQuery(
        'select seq, kind, ref, body from casebook.shared_text where case_id = $1 order by kind',
        [caseId],
      ),
    ).toEqual([
      { seq: 4, kind: 'commitment', ref: id, body: TEXTS.commitment },
      { seq: 4, kind: 'meeting-decision', ref: act.meetingId, body: TEXTS.decisions },
    ]);
  });
});
