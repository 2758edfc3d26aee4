import { randomUUID } from 'node:crypto';
import { conductOf } from '@bancheng/testing';
import { field, Hall, MONDAY, STARTS_WITHIN_MS } from '../../routing/test/hall.js';

const CALLS = '/v1/dispatches/task-force-calls';
const INBOX = '/v1/inbox/task-force-calls';

describe('站台', () => {
  let hall: Hall;

  beforeAll(async () => {
    hall = await Hall.open();
    await hall.app.putPeople('clerk', ['clerk-1']);
  }, STARTS_WITHIN_MS);
  afterAll(() => hall.close());
  beforeEach(() => hall.clock.set(MONDAY));

  const MATTER = '请到窗口当面说明需补材料';
  const clerk = () => hall.app.as('clerk');
  const call = (complaintId: string, department = 'scjg', headers = {}, matter = MATTER) =>
    clerk().post(CALLS, { complaintId, department, matter }, headers);
  const report = (callId: string, outcome: string, who = clerk()) =>
    who.post(`${CALLS}/${callId}/report`, { outcome, text: '已当场说明' });
  async function called(department = 'scjg') {
    const caseId = await hall.accepted('general');
    const { body } = await call(caseId, department);
    return { caseId, callId: body.callId as string };
  }
  const listed = async (caseId: string, query = '') =>
    (await clerk().get(`${CALLS}?complaintId=${caseId}${query}`)).body.items;

  it('calls the department to the window, which finds it in its inbox, and what came of it is on record', async () => {
    const { caseId, dispatchId } = await hall.dispatched();
    expect(await call(caseId, 'bdc', { 'if-match': '"2"' })).toMatchObject({ status: 412 });
    const answer = await call(caseId, 'bdc', { 'if-match': '"3"' });
    expect(answer).toMatchObject({ status: 201, body: { kind: 'taskForceCalled', status: 'dispatched', clocks: [] } });
    const { callId } = answer.body;
    const inbox = await hall.department('bdc').get(`${INBOX}?complaintId=${caseId}`);
    expect(inbox.body).toEqual({
      items: [
        {
          ...{ callId, complaintId: caseId, number: expect.stringMatching(/^BBCS-/), caseStatus: 'dispatched' },
          ...{ caseVersion: 4, department: 'bdc', matter: MATTER, calledAt: hall.clock.now() },
          ...{ calledBy: 'clerk-1', calledByName: 'name of clerk-1' },
          ...{ state: 'open', outcome: null, report: null, reportedBy: null, reportedByName: null, reportedAt: null },
        },
      ],
      next: null,
    });
    hall.clock.set('2026-03-02T15:00:00+08:00');
    const told = await report(callId, 'solved', hall.department('bdc'));
    expect(told).toMatchObject({ status: 200, body: { kind: 'taskForceReported', callId } });
    expect(await listed(caseId)).toMatchObject([
      {
        state: 'reported',
        outcome: 'solved',
        report: '已当场说明',
        reportedBy: 'bdc-person',
        reportedAt: hall.clock.now(),
      },
    ]);
    expect(await report(callId, 'agreed')).toMatchObject({ status: 409, body: { code: 'already-reported' } });
    const details = await hall.app.ownerQuery(
      `select kind, detail from casebook.act where case_id = $1 and kind like 'taskForce%' order by seq`,
      [caseId],
    );
    expect(details).toEqual([
      { kind: 'taskForceCalled', detail: { callId, department: 'bdc' } },
      { kind: 'taskForceReported', detail: { callId, department: 'bdc', outcome: 'solved' } },
    ]);
    expect(
      await hall.app.ownerQuery(`select kind, ref, body from casebook.shared_text where case_id = $1 order by seq`, [
        caseId,
      ]),
    ).toEqual([
      { kind: 'task-force-call', ref: callId, body: MATTER },
      { kind: 'task-force-report', ref: callId, body: '已当场说明' },
    ]);
    expect((await hall.reply(dispatchId)).body).toMatchObject({ status: 'replied' });
  });

  it('leaves it to the clerk to say that nobody came', async () => {
    const { caseId, callId } = await called();
    for (const role of ['department', 'department-system'] as const) {
      const refused = await report(callId, 'did-not-come', hall.app.as(role, { department: 'scjg' }));
      expect(refused).toMatchObject({ status: 422, body: field('outcome-not-yours', '/outcome') });
    }
    expect((await report(callId, 'did-not-come')).status).toBe(200);
    expect(await listed(caseId, '&state=reported')).toMatchObject([{ outcome: 'did-not-come' }]);
    expect((await call(caseId)).status).toBe(201);
  });

  it('is called before acceptance too, once at a time, and only of departments there are', async () => {
    const registered = await hall.cases.register();
    expect((await call(registered)).status).toBe(201);
    expect(await call(registered)).toMatchObject({ status: 409, body: { code: 'already-called' } });
    expect((await call(registered, 'bdc')).status).toBe(201);
    expect(await call(registered, 'mz')).toMatchObject({
      ...{ status: 422, body: field('department-unknown', '/department') },
    });
    const replied = await hall.dispatched();
    await hall.reply(replied.dispatchId);
    expect(await call(replied.caseId)).toMatchObject({ status: 409, body: { code: 'not-allowed-now' } });
    expect((await hall.stateOf(replied.caseId)).kinds).not.toContain('taskForceCalled');
    expect(await call(randomUUID())).toMatchObject({ status: 404 });
  });

  it('lapses when the case is answered, by the window too, or withdrawn, and does not hold it up', async () => {
    const answered = await hall.cases.register();
    await call(answered);
    await hall.cases.act(answered, 'answeredOnTheSpot', {
      detail: { type: 'simple' },
      patch: { type: 'simple' },
    });
    const { caseId: withdrawn, callId } = await called();
    await hall.cases.act(withdrawn, 'withdrawn', { detail: { confirmedBy: 'phone' } });
    const { caseId: byWindow } = await called();
    await hall.cases.act(byWindow, 'repliedByWindow', { detail: { outcome: 'solved', department: null } });
    for (const caseId of [answered, withdrawn, byWindow]) {
      expect(await listed(caseId)).toMatchObject([{ state: 'lapsed', outcome: null }]);
      expect((await hall.department().get(`${INBOX}?state=open&complaintId=${caseId}`)).body.items).toEqual([]);
    }
    expect((await report(callId, 'agreed')).status).toBe(200);
    expect(await listed(withdrawn)).toMatchObject([{ state: 'reported' }]);
  });

  it('stays open while the case is replied to and followed up', async () => {
    const { caseId, dispatchId } = await hall.dispatched();
    await call(caseId, 'bdc');
    await hall.reply(dispatchId);
    expect(await listed(caseId)).toMatchObject([{ state: 'open', caseStatus: 'replied' }]);
  });

  it('is nobody else’s', async () => {
    const { caseId, callId } = await called();
    const strangers = [
      hall.department('bdc'),
      hall.app.as('department', { department: 'scjg', jurisdiction: '370102' }),
    ];
    for (const stranger of strangers) {
      expect((await report(callId, 'agreed', stranger)).body.code).toBe('call-not-found');
      expect((await stranger.get(`${INBOX}?complaintId=${caseId}`)).body.items).toEqual([]);
    }
    expect(
      (await hall.app.as('clerk', { jurisdiction: '370102' }).get(`${CALLS}?complaintId=${caseId}`)).body.items,
    ).toEqual([]);
    expect(
      (await hall.department().post(CALLS, { complaintId: caseId, department: 'scjg', matter: '请来' })).status,
    ).toBe(403);
    expect((await hall.department().get(CALLS)).status).toBe(403);
    expect((await clerk().get(INBOX)).status).toBe(403);
    expect((await report(callId, 'agreed', hall.app.as('leader'))).status).toBe(403);
    expect((await report(callId, 'perhaps')).status).toBe(400);
    expect((await clerk().get(`${CALLS}?cursor=bm8`)).body.code).toBe('cursor-malformed');
  });

  it('does not tell the accused department who complained', async () => {
    const caseId = await hall.accepted('general', conductOf('scjg'));
    const matter = '请向王小明（138-0000-0000）当面致歉';
    const { body } = await call(caseId, 'scjg', {}, matter);
    const own = await hall.department().get(`${INBOX}?complaintId=${caseId}`);
    expect(own.body.items).toMatchObject([{ callId: body.callId, matter: '请向反映人（＊＊＊）当面致歉' }]);
    expect(await listed(caseId)).toMatchObject([{ matter }]);
  });

  it('is listed page by page', async () => {
    const caseId = await hall.accepted('general');
    for (const department of ['scjg', 'bdc', 'yb']) await call(caseId, department);
    const first = (await clerk().get(`${CALLS}?complaintId=${caseId}&limit=2`)).body;
    const rest = (await clerk().get(`${CALLS}?complaintId=${caseId}&limit=2&cursor=${first.next}`)).body;
    expect([first.items.length, rest.items.length, rest.next]).toEqual([2, 1, null]);
    const departments = [...first.items, ...rest.items].map(({ department }: any) => department);
    expect(departments.sort()).toEqual(['bdc', 'scjg', 'yb']);
  });
});
