import { randomUUID } from 'node:crypto';
import { field, Hall, marchClose, MONDAY, STARTS_WITHIN_MS } from '../test/hall.js';

describe('签收 and 反馈', () => {
  let hall: Hall;

  beforeAll(async () => {
    hall = await Hall.open();
  }, STARTS_WITHIN_MS);
  afterAll(() => hall.close());
  beforeEach(() => hall.clock.set(MONDAY));

  const sign = (dispatchId: string, department = 'scjg') =>
    hall.department(department).post(`/v1/dispatches/${dispatchId}/sign`, {});
  const slipOf = async (dispatchId: string, department = 'scjg') =>
    (await hall.department(department).get(`/v1/dispatches/${dispatchId}`)).body;

  it('is signed for once', async () => {
    const { caseId, dispatchId } = await hall.dispatched();
    expect(await slipOf(dispatchId)).toMatchObject({ state: 'sent', signedAt: null });
    expect(await sign(dispatchId)).toMatchObject({ status: 200, body: { kind: 'signed', seq: 4, dispatchId } });
    expect(await slipOf(dispatchId)).toMatchObject({ state: 'signed', signedAt: new Date(MONDAY).toISOString() });
    expect(await sign(dispatchId)).toMatchObject({ status: 409, body: { code: 'already-signed' } });
    expect((await hall.stateOf(caseId)).seq).toBe(4);
  });

  it('is signed for by the department’s own system as well', async () => {
    const { dispatchId } = await hall.dispatched();
    const system = hall.app.as('department-system');
    expect((await system.post(`/v1/dispatches/${dispatchId}/sign`, {})).status).toBe(200);
    const [act] = await hall.app.ownerQuery(
      `select actor, role, origin from casebook.act where kind = 'signed'
      and detail->>'dispatchId' = $1`,
      [dispatchId],
    );
    expect(act).toEqual({ actor: 'department-system-1', role: 'department-system', origin: 'api' });
  });

  it('ends the part and the case’s clock with the last final reply', async () => {
    const caseId = await hall.accepted('general');
    const [first, second] = await hall.sent(caseId, 'scjg', 'bdc');
    expect((await hall.reply(first!)).body).toMatchObject({ status: 'dispatched', final: true, late: false });
    expect((await hall.clockOf(caseId, `dispatch:${first}`)).endedAt).not.toBeNull();
    expect((await hall.clockOf(caseId, 'case')).endedAt).toBeNull();
    const last = await hall.reply(second!, 'not-solved', 'bdc', { reason: '政策不允许' });
    expect(last.body).toMatchObject({ status: 'replied', final: true, late: false });
    expect((await hall.clockOf(caseId, 'case')).endedAt).toBe(new Date(MONDAY).toISOString());
  });

  it('signs a slip that nobody signed for', async () => {
    const { caseId, dispatchId } = await hall.dispatched();
    await hall.reply(dispatchId);
    expect(await slipOf(dispatchId)).toMatchObject({
      state: 'ended',
      signedAt: new Date(MONDAY).toISOString(),
      outcome: 'solved',
      replies: [{ kind: 'reply', body: '已联系办理' }],
    });
    expect((await hall.stateOf(caseId)).kinds).toEqual(['registered', 'accepted', 'dispatched', 'replied']);
  });

  it('keeps what was said out of the act and the event', async () => {
    const { caseId, dispatchId } = await hall.dispatched();
    await hall.reply(dispatchId, 'not-solved', 'scjg', { text: '一段反馈', reason: '一个理由' });
    const texts = await hall.app.ownerQuery('select kind, ref, body from casebook.shared_text where case_id = $1', [
      caseId,
    ]);
    expect(texts).toEqual([
      { kind: 'reply', ref: dispatchId, body: '一段反馈' },
      { kind: 'reply-reason', ref: dispatchId, body: '一个理由' },
    ]);
    const rows = await hall.app.ownerQuery(
      `select detail::text as written from casebook.act where case_id = $1
       union all select payload::text from casebook.outbox where case_id = $1`,
      [caseId],
    );
    expect(JSON.stringify(rows)).not.toMatch(/一段反馈|一个理由/);
  });

  it('refuses a second final reply', async () => {
    const caseId = await hall.accepted('general');
    const [first] = await hall.sent(caseId, 'scjg', 'bdc');
    await hall.reply(first!);
    expect(await hall.reply(first!)).toMatchObject({
      status: 409,
      body: { code: 'dispatch-ended', endedAs: 'replied', detail: '已反馈。' },
    });
    const { dispatchId } = await hall.dispatched();
    await hall.reply(dispatchId);
    expect(await hall.reply(dispatchId)).toMatchObject({ status: 409, body: { code: 'not-allowed-now' } });
  });

  it.each([
    ['not solved without a reason', { outcome: 'not-solved', text: '无法办理' }],
    ['progress without a reason', { outcome: 'progress', text: '正在办理' }],
    ['an unknown outcome', { outcome: 'done', text: '办了' }],
    ['no text', { outcome: 'solved' }],
    ['a text beyond the limit', { outcome: 'solved', text: '长'.repeat(5_001) }],
    ['a control character', { outcome: 'solved', text: 'a\u0000b' }],
  ])('refuses %s', async (_what, body) => {
    const { caseId, dispatchId } = await hall.dispatched();
    const answer = await hall.department().post(`/v1/dispatches/${dispatchId}/reply`, body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'request-invalid' } });
    expect((await hall.stateOf(caseId)).seq).toBe(3);
  });

  describe('in time or late', () => {
    it.each([
      ['2026-03-04T17:00:00.000+08:00', false],
      ['2026-03-04T17:00:00.001+08:00', true],
    ])('at %s, though no timer ran: %p', async (at, late) => {
      const { caseId, dispatchId } = await hall.dispatched();
      hall.clock.set(at);
      expect((await hall.reply(dispatchId)).body).toMatchObject({ late });
      const state = await hall.stateOf(caseId);
      expect(state.overdue).toBe(late);
      const missed = late ? marchClose(4) : null;
      expect(state.clocks.map((clock) => clock.overdueAt)).toEqual([missed, missed, null]);
    });

    it('is on time after the National Day holiday', async () => {
      hall.clock.set('2026-09-30T16:00:00+08:00');
      const { dispatchId } = await hall.dispatched();
      hall.clock.set('2026-10-09T16:59:00+08:00');
      expect((await hall.reply(dispatchId)).body).toMatchObject({ late: false });
    });
  });

  describe('progress', () => {
    it('is for complex matters only', async () => {
      const { dispatchId } = await hall.dispatched();
      const answer = await hall.reply(dispatchId, 'progress');
      expect(answer).toMatchObject({ status: 422, body: field('progress-only-for-complex', '/outcome') });
    });

    it('of the lead department meets the case’s date and leaves the part open until solved', async () => {
      const caseId = await hall.met('bdc');
      const [lead, other] = await hall.sent(caseId, 'bdc', 'scjg');
      const notLead = await hall.reply(other!, 'progress', 'scjg');
      expect(notLead.body).toMatchObject({ final: false, status: 'dispatched' });
      expect((await hall.clockOf(caseId, 'case')).endedAt).toBeNull();
      hall.clock.set('2026-03-05T09:00:00+08:00');
      await hall.reply(lead!, 'progress', 'bdc');
      expect((await hall.clockOf(caseId, 'case')).endedAt).toBe('2026-03-05T01:00:00.000Z');
      expect(await slipOf(lead!, 'bdc')).toMatchObject({ state: 'signed', outcome: 'progress' });
      hall.clock.set('2026-03-09T09:00:00+08:00');
      expect((await hall.reply(lead!, 'solved', 'bdc')).body).toMatchObject({
        late: false,
        final: true,
        status: 'dispatched',
      });
      expect((await hall.reply(other!, 'solved', 'scjg')).body).toMatchObject({ late: false, status: 'replied' });
      expect((await hall.stateOf(caseId)).overdue).toBe(false);
    });
  });

  describe('at once', () => {
    it('lets one of two final replies to a slip in', async () => {
      const caseId = await hall.accepted('general');
      const [first] = await hall.sent(caseId, 'scjg', 'bdc');
      const answers = await Promise.all([hall.reply(first!), hall.reply(first!)]);
      expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
      expect((await hall.stateOf(caseId)).kinds.filter((kind) => kind === 'replied')).toHaveLength(1);
    });

    it('lets exactly one of two departments be the last', async () => {
      const caseId = await hall.accepted('general');
      const [first, second] = await hall.sent(caseId, 'scjg', 'bdc');
      const answers = await Promise.all([hall.reply(first!), hall.reply(second!, 'solved', 'bdc')]);
      expect(answers.map((answer) => answer.body.status).sort()).toEqual(['dispatched', 'replied']);
      expect((await hall.stateOf(caseId)).status).toBe('replied');
    });

    it('applies once for one idempotency key', async () => {
      const { caseId, dispatchId } = await hall.dispatched();
      const key = { 'idempotency-key': randomUUID() };
      const reply = () =>
        hall.department().post(`/v1/dispatches/${dispatchId}/reply`, { outcome: 'solved', text: '办了' }, key);
      const first = await reply();
      expect(first.status).toBe(200);
      expect((await reply()).body).toEqual(first.body);
      expect((await hall.stateOf(caseId)).seq).toBe(4);
    });
  });

  it('is nobody else’s', async () => {
    const { caseId, dispatchId } = await hall.dispatched();
    const url = `/v1/dispatches/${dispatchId}`;
    const body = { outcome: 'solved', text: '办了' };
    const { app } = hall;
    for (const stranger of [
      hall.department('bdc'),
      app.as('department-system', { department: 'bdc' }),
      app.as('department', { department: 'scjg', jurisdiction: '370102' }),
    ]) {
      expect((await stranger.get(url)).status).toBe(404);
      expect((await stranger.post(`${url}/sign`, {})).status).toBe(404);
      expect((await stranger.post(`${url}/reply`, body)).status).toBe(404);
    }
    expect((await app.as('clerk', { jurisdiction: '370102' }).get(url)).status).toBe(404);
    expect((await app.as('clerk').post(`${url}/reply`, body)).status).toBe(403);
    expect((await app.as('supervisor').get(url)).status).toBe(403);
    expect((await hall.department().get('/v1/dispatches/not-an-id')).status).toBe(400);
    expect((await hall.stateOf(caseId)).seq).toBe(3);
  });

  it('takes ids however they are written, and refuses a stale ETag', async () => {
    const { dispatchId } = await hall.dispatched();
    const { headers } = await hall.department().get(`/v1/dispatches/${dispatchId.toUpperCase()}`);
    expect(headers['etag']).toBe('"3"');
    await sign(dispatchId.toUpperCase());
    const url = `/v1/dispatches/${dispatchId.toUpperCase()}/reply`;
    const body = { outcome: 'solved', text: '办了' };
    expect((await hall.department().post(url, body, { 'if-match': '"3"' })).status).toBe(412);
    expect(await hall.department().post(url, body, { 'if-match': '"4"' })).toMatchObject({
      status: 200,
      body: { seq: 5, late: false },
    });
  });
});
