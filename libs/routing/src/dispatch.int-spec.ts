import { randomUUID } from 'node:crypto';
import { nextAlarm, owesRed } from '@bancheng/domain';
import { field, Hall, marchClose, MONDAY, STARTS_WITHIN_MS } from '../test/hall.js';

describe('转办', () => {
  let hall: Hall;

  beforeAll(async () => {
    hall = await Hall.open();
  }, STARTS_WITHIN_MS);
  afterAll(() => hall.close());
  beforeEach(() => hall.clock.set(MONDAY));

  it('sends one slip to each department by one act, each with its own clock under the case’s', async () => {
    const caseId = await hall.accepted('general');
    const answer = await hall.send(caseId, [
      { department: 'scjg', requirement: 'immediate' },
      { department: 'bdc', requirement: 'five-working-days' },
      { department: 'yb', requirement: 'other', byDate: '2026-03-03', handlerName: '李办' },
    ]);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      kind: 'dispatched',
      status: 'dispatched',
      seq: 3,
      dispatches: [
        { department: 'scjg', lead: false, dueAt: marchClose(2) },
        { department: 'bdc', lead: false, dueAt: marchClose(4) },
        { department: 'yb', lead: false, dueAt: marchClose(3) },
      ],
    });
    const state = await hall.stateOf(caseId);
    expect(state.departments).toEqual(['scjg', 'bdc', 'yb']);
    expect(state.clocks.map((clock) => clock.clockId)).toEqual([
      'case',
      ...answer.body.dispatches.map((dispatch: { dispatchId: string }) => `dispatch:${dispatch.dispatchId}`),
      ...answer.body.dispatches.map((dispatch: { dispatchId: string }) => `sign:${dispatch.dispatchId}`),
    ]);
  });

  it('counts over the National Day holiday, and caps a slip by the case', async () => {
    hall.clock.set('2026-09-30T10:00:00+08:00');
    const caseId = await hall.accepted('general');
    hall.clock.set('2026-10-08T10:00:00+08:00');
    const answer = await hall.send(caseId, [
      { department: 'scjg', requirement: 'five-working-days' },
      { department: 'bdc', requirement: 'immediate' },
    ]);
    expect(answer.body.dispatches.map((dispatch: { dueAt: string }) => dispatch.dueAt)).toEqual([
      '2026-10-09T09:00:00.000Z',
      '2026-10-08T09:00:00.000Z',
    ]);
  });

  describe('whose case leaves it less than its 办理要求', () => {
    it('says what was asked, given and why; the department is not late within the time it was asked in', async () => {
      const caseId = await hall.accepted('general');
      hall.clock.set('2026-03-04T09:00:00+08:00'); // the case is due today
      const sent = await hall.send(caseId, [{ department: 'scjg', requirement: 'two-working-days' }]);
      const { dispatchId } = sent.body.dispatches[0];
      const read = () => hall.department('scjg').get(`/v1/dispatches/${dispatchId}`);
      expect((await read()).body).toMatchObject({
        term: { askedDueAt: marchClose(6), givenDueAt: marchClose(4), because: 'case-clock' },
        clock: { dueAt: marchClose(4), originalDueAt: marchClose(4) },
      });
      hall.clock.set('2026-03-05T09:00:00+08:00');
      expect((await read()).body).toMatchObject({ overdue: false, clock: { overdueAt: null } });
      const { clocks } = await hall.stateOf(caseId);
      const red = clocks.filter((clock) => owesRed(clock, hall.clock.now())).map(({ kind }) => kind);
      expect(red).toEqual(expect.arrayContaining(['case'])); // the hall's
      expect(red).not.toContain('dispatch');
      expect(nextAlarm(clocks.filter(({ kind }) => kind === 'dispatch'))).toMatchObject({
        ...{ level: 'yellow', at: marchClose(5) },
      });
      expect((await hall.reply(dispatchId, 'solved')).body).toMatchObject({ late: false });
      expect(await hall.clockOf(caseId, `dispatch:${dispatchId}`)).toMatchObject({ overdueAt: null });
      expect(await hall.clockOf(caseId, 'case')).toMatchObject({ overdueAt: marchClose(4) }); // the hall's
    });

    it('is the department’s lateness once that time has passed too', async () => {
      const caseId = await hall.accepted('general');
      hall.clock.set('2026-03-04T09:00:00+08:00');
      const sent = await hall.send(caseId, [{ department: 'scjg', requirement: 'two-working-days' }]);
      hall.clock.set('2026-03-07T09:00:00+08:00');
      expect((await hall.reply(sent.body.dispatches[0].dispatchId, 'solved')).body).toMatchObject({ late: true });
    });

    it('is given its whole requirement when the case’s clock has run out: no red card at birth', async () => {
      const caseId = await hall.accepted('general');
      hall.clock.set('2026-03-10T09:00:00+08:00');
      const sent = await hall.send(caseId, [{ department: 'scjg', requirement: 'two-working-days' }]);
      expect(sent.body.dispatches).toMatchObject([{ dueAt: marchClose(12) }]);
    });
  });

  it('sends more slips while the case is dispatched', async () => {
    const { caseId } = await hall.dispatched();
    hall.clock.set('2026-03-04T15:00:00+08:00');
    const answer = await hall.send(caseId, [{ department: 'bdc' }]);
    expect(answer).toMatchObject({
      status: 201,
      body: { status: 'dispatched', dispatches: [{ dueAt: marchClose(4) }] },
    });
    expect((await hall.stateOf(caseId)).departments).toEqual(['scjg', 'bdc']);
  });

  it('sends a department another slip once it has answered the first', async () => {
    const caseId = await hall.accepted('general');
    const [first] = await hall.sent(caseId, 'scjg', 'bdc');
    await hall.reply(first!);
    expect((await hall.send(caseId, [{ department: 'scjg' }])).status).toBe(201);
  });

  it.each([
    ['an unknown department', [{ department: 'nobody' }], 422, 'department-unknown'],
    ['a department twice', [{ department: 'bdc' }, { department: 'bdc' }], 422, 'department-repeated'],
    ['a department that has an open slip', [{ department: 'scjg' }], 409, 'already-dispatched'],
    [
      'a date that is past',
      [{ department: 'bdc', requirement: 'other', byDate: '2026-02-27' }],
      422,
      'dispatch-date-past',
    ],
    ['a date too far', [{ department: 'bdc', requirement: 'other', byDate: '2027-06-01' }], 422, 'date-too-far'],
    ['a date where none belongs', [{ department: 'bdc', byDate: '2026-03-03' }], 400, 'request-invalid'],
    ['no date where one belongs', [{ department: 'bdc', requirement: 'other' }], 400, 'request-invalid'],
    ['a field it does not know', [{ department: 'bdc', urgent: true }], 400, 'request-invalid'],
    ['no department', [], 400, 'request-invalid'],
  ])('refuses %s and changes nothing', async (_what, orders, status, code) => {
    const { caseId } = await hall.dispatched();
    const before = await hall.stateOf(caseId);
    expect(await hall.send(caseId, orders)).toMatchObject({ status, body: { code } });
    expect(await hall.stateOf(caseId)).toEqual(before);
    expect(await hall.app.ownerQuery('select id from routing.dispatch where case_id = $1', [caseId])).toHaveLength(1);
  });

  it('refuses a department that was stopped', async () => {
    const admin = hall.app.as('admin');
    await admin.put('/v1/departments/old', { name: '旧部门', active: true });
    await admin.put('/v1/departments/old', { name: '旧部门', active: false }, { 'if-match': '"1"' });
    const caseId = await hall.accepted('general');
    const answer = await hall.send(caseId, [{ department: 'old' }]);
    expect(answer).toMatchObject({ status: 422, body: field('department-inactive', '/departments/0/department') });
  });

  it('says which of the fields it refuses, each of them', async () => {
    const caseId = await hall.accepted('general');
    const pointers = async (...orders: { department: string }[]) =>
      (await hall.send(caseId, orders)).body.errors.map(({ pointer }: { pointer: string }) => pointer);
    const [scjg, nobody] = [{ department: 'scjg' }, { department: 'nobody' }];
    expect(await pointers(nobody, scjg, { department: 'noone' })).toEqual([
      '/departments/0/department',
      '/departments/2/department',
    ]);
    expect(await pointers(scjg, { department: 'bdc' }, scjg)).toEqual(['/departments/2/department']);
    const past = { department: 'bdc', requirement: 'other', byDate: '2026-02-27' };
    expect(await pointers(scjg, past)).toEqual(['/departments/1/byDate']);
  });

  it('takes a named lead only among the slips', async () => {
    const caseId = await hall.accepted('general');
    const outside = await hall.send(caseId, [{ department: 'scjg' }], { lead: 'bdc' });
    expect(outside).toMatchObject({ status: 422, body: field('lead-not-dispatched', '/lead') });
    const inside = await hall.send(caseId, [{ department: 'scjg' }, { department: 'bdc' }], { lead: 'bdc' });
    expect(inside.body.dispatches).toMatchObject([{ lead: false }, { lead: true }]);
  });

  describe('of a complex matter', () => {
    it('waits for the joint meeting', async () => {
      const caseId = await hall.accepted('complex');
      const answer = await hall.send(caseId, [{ department: 'scjg' }]);
      expect(answer).toMatchObject({ status: 409, body: { code: 'meeting-required' } });
    });

    it('needs no lead among its slips where the office leads; the last part’s reply ends it', async () => {
      const caseId = await hall.met('office');
      const [dispatchId] = await hall.sent(caseId, 'bdc');
      expect((await hall.department('bdc').get(`/v1/dispatches/${dispatchId}`)).body.lead).toBe(false);
      await hall.reply(dispatchId!, 'progress', 'bdc');
      expect((await hall.clockOf(caseId, 'case')).endedAt).toBeNull();
      await hall.reply(dispatchId!, 'solved', 'bdc');
      expect((await hall.stateOf(caseId)).status).toBe('replied');
    });

    it('needs the lead department of the meeting among its slips, the clock running from 受理', async () => {
      const caseId = await hall.met('bdc');
      const without = await hall.send(caseId, [{ department: 'scjg' }]);
      expect(without).toMatchObject({ status: 422, body: field('lead-not-dispatched', '/departments') });
      const other = await hall.send(caseId, [{ department: 'scjg' }, { department: 'bdc' }], { lead: 'scjg' });
      expect(other).toMatchObject({ status: 422, body: field('lead-differs', '/lead') });
      hall.clock.set('2026-03-05T09:00:00+08:00');
      const slips = ['scjg', 'bdc'].map((department) => ({ department, requirement: 'five-working-days' }));
      expect((await hall.send(caseId, slips)).body.dispatches).toMatchObject([
        { department: 'scjg', lead: false, dueAt: marchClose(9) },
        { department: 'bdc', lead: true, dueAt: marchClose(9) },
      ]);
      expect((await hall.send(caseId, [{ department: 'yb' }])).status).toBe(201);
    });

    it('is no longer capped by a case clock that progress has met', async () => {
      const caseId = await hall.met('bdc');
      const [lead] = await hall.sent(caseId, 'bdc');
      await hall.reply(lead!, 'progress', 'bdc');
      hall.clock.set('2026-03-11T09:00:00+08:00');
      expect((await hall.send(caseId, [{ department: 'yb' }])).body.dispatches).toMatchObject([
        { dueAt: marchClose(13) },
      ]);
    });
  });

  it('is for a clerk of the same jurisdiction', async () => {
    const caseId = await hall.accepted('general');
    const body = { complaintId: caseId, departments: [{ department: 'scjg', requirement: 'immediate' }] };
    const { app } = hall;
    expect((await app.as('leader').post('/v1/dispatches', body)).status).toBe(403);
    expect((await app.as('clerk', { jurisdiction: '370102' }).post('/v1/dispatches', body)).status).toBe(404);
    expect((await app.as('clerk').post('/v1/dispatches', { ...body, complaintId: randomUUID() })).status).toBe(404);
    expect((await app.as('clerk').post('/v1/dispatches', body, { 'if-match': '"1"' })).status).toBe(412);
    expect((await app.as('clerk').post('/v1/dispatches', body, { 'if-match': '"2"' })).status).toBe(201);
  });

  it('applies once for one idempotency key', async () => {
    const caseId = await hall.accepted('general');
    const body = { complaintId: caseId, departments: [{ department: 'scjg', requirement: 'immediate' }] };
    const key = { 'idempotency-key': randomUUID() };
    const clerk = hall.app.as('clerk');
    const [first, twin] = await Promise.all([1, 2].map(() => clerk.post('/v1/dispatches', body, key)));
    expect(twin!.body).toEqual(first!.body);
    expect((await hall.stateOf(caseId)).seq).toBe(3);
    const other = { ...body, departments: [{ department: 'bdc', requirement: 'immediate' }] };
    expect((await clerk.post('/v1/dispatches', other, key)).body.code).toBe('idempotency-key-reused');
  });

  it('lets one of two clerks send to the same department at once', async () => {
    const caseId = await hall.accepted('general');
    const answers = await Promise.all([1, 2].map(() => hall.send(caseId, [{ department: 'scjg' }])));
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409]);
    expect((await hall.stateOf(caseId)).kinds).toEqual(['registered', 'accepted', 'dispatched']);
  });
});
