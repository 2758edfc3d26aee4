import { randomUUID } from 'node:crypto';
import { field, Hall, marchClose, MONDAY, STARTS_WITHIN_MS } from '../test/hall.js';

const TUESDAY = '2026-03-03T09:00:00+08:00';

describe('退回 and 收回', () => {
  let hall: Hall;

  beforeAll(async () => {
    hall = await Hall.open();
  }, STARTS_WITHIN_MS);
  afterAll(() => hall.close());
  beforeEach(() => hall.clock.set(MONDAY));

  const giveBack = (dispatchId: string, department = 'scjg', proposedDepartment = 'yb') =>
    hall
      .department(department)
      .post(`/v1/dispatches/${dispatchId}/return`, { reason: '不属本部门职责', proposedDepartment });
  const recall = (dispatchId: string) =>
    hall.app.as('clerk').post(`/v1/dispatches/${dispatchId}/recall`, { reason: '错发' });
  const rule = (dispatchId: string, department: string, item = `事项 ${dispatchId}`) =>
    hall.app
      .as('leader')
      .post(`/v1/leader/returns/${dispatchId}/ruling`, { department, instruction: '由你单位承办', item });
  const slipOf = async (dispatchId: string) => (await hall.app.as('clerk').get(`/v1/dispatches/${dispatchId}`)).body;

  /** A case that scjg has returned and the clerk has sent to bdc, which returns it too. */
  async function returnedTwice() {
    const { caseId, dispatchId: first } = await hall.dispatched();
    await giveBack(first);
    const [second] = await hall.sent(caseId, 'bdc');
    const answer = await giveBack(second!, 'bdc');
    return { caseId, first, second: second!, answer };
  }

  describe('a first return', () => {
    it('ends the slip and gives the case back to the clerk with the clock it has', async () => {
      const { caseId, dispatchId } = await hall.dispatched();
      const before = await hall.clockOf(caseId, 'case');
      hall.clock.set(TUESDAY);
      const answer = await giveBack(dispatchId);
      expect(answer).toMatchObject({ status: 200, body: { kind: 'returned', status: 'accepted', toLeader: false } });
      expect(await hall.clockOf(caseId, 'case')).toEqual(before);
      const ended = { endedAt: new Date(TUESDAY).toISOString(), overdueAt: null };
      expect(await hall.clockOf(caseId, `dispatch:${dispatchId}`)).toMatchObject(ended);
      expect(await hall.clockOf(caseId, `sign:${dispatchId}`)).toMatchObject({ endedAt: ended.endedAt });
      expect(await slipOf(dispatchId)).toMatchObject({
        state: 'ended',
        endedAs: 'returned',
        overdue: false,
        returned: { reason: '不属本部门职责', proposedDepartment: 'yb', toLeader: false, ruledAt: null },
      });
    });

    it('is sent anew under the case’s own clock', async () => {
      const { caseId, dispatchId } = await hall.dispatched();
      hall.clock.set(TUESDAY);
      await giveBack(dispatchId);
      const answer = await hall.send(caseId, [{ department: 'yb', requirement: 'five-working-days' }]);
      expect(answer.body).toMatchObject({ status: 'dispatched', dispatches: [{ dueAt: marchClose(4) }] });
      expect((await slipOf(dispatchId)).endedAs).toBe('rerouted');
      expect((await hall.reply(answer.body.dispatches[0].dispatchId, 'solved', 'yb')).body.status).toBe('replied');
    });

    it('of a complex matter goes back behind its meeting, and another department may lead', async () => {
      const caseId = await hall.met('bdc');
      const [lead] = await hall.sent(caseId, 'bdc');
      expect((await giveBack(lead!, 'bdc')).body.status).toBe('meeting-held');
      const answer = await hall.send(caseId, [{ department: 'yb' }], { lead: 'yb' });
      expect(answer).toMatchObject({ status: 201, body: { dispatches: [{ department: 'yb', lead: true }] } });
    });

    it('may name a reason of the hall’s catalogue, which stands in its act', async () => {
      const caseId = await hall.accepted('general');
      const [dispatchId] = await hall.sent(caseId, 'scjg');
      const back = (reasonCode: string) =>
        hall.app
          .as('department', { department: 'scjg' })
          .post(`/v1/dispatches/${dispatchId}/return`, { reasonCode, reason: '不归我们管', proposedDepartment: 'yb' });
      expect(await back('tired')).toMatchObject({
        status: 422,
        body: { code: 'catalogue-code-unknown', errors: [{ pointer: '/reasonCode' }] },
      });
      expect((await back('not-ours')).status).toBe(200);
      const [act] = await hall.app.ownerQuery<{ detail: object }>(
        `select detail from casebook.act where case_id = $1 and kind = 'returned'`,
        [caseId],
      );
      expect(act!.detail).toMatchObject({ reasonCode: 'not-ours' });
    });

    it('leaves the others at work', async () => {
      const caseId = await hall.accepted('general');
      const [first, second] = await hall.sent(caseId, 'scjg', 'bdc');
      expect((await giveBack(first!)).body.status).toBe('dispatched');
      expect((await hall.stateOf(caseId)).status).toBe('dispatched');
      expect((await slipOf(second!)).state).toBe('sent');
    });

    it.each([
      ['reply', 'return'],
      ['return', 'reply'],
    ])('ends alike, whichever comes first: %s, then %s', async (...order) => {
      const caseId = await hall.accepted('general');
      const [first, second] = await hall.sent(caseId, 'scjg', 'bdc');
      const acts = { return: () => giveBack(first!), reply: () => hall.reply(second!, 'solved', 'bdc') };
      for (const act of order) await acts[act as keyof typeof acts]();
      expect((await hall.stateOf(caseId)).status).toBe('accepted');
      expect((await hall.clockOf(caseId, 'case')).endedAt).toBeNull();
      const [third] = await hall.sent(caseId, 'yb');
      expect((await hall.reply(third!, 'solved', 'yb')).body.status).toBe('replied');
    });
  });

  describe('in time', () => {
    it.each([
      ['2026-03-03T17:00:00.000+08:00', 200],
      ['2026-03-03T17:00:00.001+08:00', 409],
    ])('at %s: %p', async (at, status) => {
      const { dispatchId } = await hall.dispatched();
      hall.clock.set(at);
      const answer = await giveBack(dispatchId);
      expect(answer.status).toBe(status);
      if (status === 409) expect(answer.body.code).toBe('return-too-late');
    });

    it.each([
      ['2026-10-08T16:59:00+08:00', 200],
      ['2026-10-08T17:01:00+08:00', 409],
    ])('over the National Day holiday, at %s: %p', async (at, status) => {
      hall.clock.set('2026-09-30T10:00:00+08:00');
      const { dispatchId } = await hall.dispatched();
      hall.clock.set(at);
      expect((await giveBack(dispatchId)).status).toBe(status);
    });

    it('of a slip due the same day is not late', async () => {
      const caseId = await hall.accepted('general');
      const { body } = await hall.send(caseId, [{ department: 'scjg', requirement: 'immediate' }]);
      hall.clock.set(TUESDAY);
      await giveBack(body.dispatches[0].dispatchId);
      expect((await hall.stateOf(caseId)).overdue).toBe(false);
    });
  });

  it('refuses a return after a reply, of an ended slip, and a proposal that makes no sense', async () => {
    const caseId = await hall.met('bdc');
    const [lead, other] = await hall.sent(caseId, 'bdc', 'scjg');
    await hall.reply(lead!, 'progress', 'bdc');
    expect(await giveBack(lead!, 'bdc')).toMatchObject({ status: 409, body: { code: 'already-replied' } });
    await hall.reply(lead!, 'solved', 'bdc');
    expect(await giveBack(lead!, 'bdc')).toMatchObject({ status: 409, body: { code: 'dispatch-ended' } });
    expect((await giveBack(other!, 'scjg', 'scjg')).body).toMatchObject(field('proposed-own', '/proposedDepartment'));
    expect((await giveBack(other!, 'scjg', 'nobody')).body.code).toBe('department-unknown');
  });

  it('is nobody else’s: a foreign department finds no slip', async () => {
    const { caseId, dispatchId } = await hall.dispatched();
    expect((await giveBack(dispatchId, 'bdc')).status).toBe(404);
    const body = { reason: '不属本部门职责', proposedDepartment: 'yb' };
    const abroad = hall.app.as('department', { department: 'scjg', jurisdiction: '370102' });
    expect((await abroad.post(`/v1/dispatches/${dispatchId}/return`, body)).status).toBe(404);
    expect((await hall.app.as('clerk').post(`/v1/dispatches/${dispatchId}/return`, body)).status).toBe(403);
    expect((await hall.department().post(`/v1/dispatches/${dispatchId}/recall`, { reason: '错发' })).status).toBe(403);
    const clerk = hall.app.as('clerk', { jurisdiction: '370102' });
    expect((await clerk.post(`/v1/dispatches/${dispatchId}/recall`, { reason: '错发' })).status).toBe(404);
    expect((await rule(dispatchId, 'yb')).status).toBe(404);
    expect((await hall.stateOf(caseId)).seq).toBe(3);
  });

  it('lets one of a return and a reply at once in', async () => {
    const { caseId, dispatchId } = await hall.dispatched();
    const answers = await Promise.all([giveBack(dispatchId), hall.reply(dispatchId)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    const won = answers[0].status === 200 ? 'accepted' : 'replied';
    expect((await hall.stateOf(caseId)).status).toBe(won);
  });

  it('applies once for one idempotency key', async () => {
    const { caseId, dispatchId } = await hall.dispatched();
    const key = { 'idempotency-key': randomUUID() };
    const body = { reason: '不属本部门职责', proposedDepartment: 'yb' };
    const once = () => hall.department().post(`/v1/dispatches/${dispatchId}/return`, body, key);
    const first = await once();
    expect((await once()).body).toEqual(first.body);
    expect((await hall.stateOf(caseId)).seq).toBe(4);
  });

  describe('a second return', () => {
    it('waits for a leader while the slip stays open and its clock runs', async () => {
      const { caseId, second, answer } = await returnedTwice();
      expect(answer).toMatchObject({ status: 200, body: { status: 'dispatched', toLeader: true } });
      expect(await slipOf(second)).toMatchObject({ state: 'sent', endedAs: null, returned: { toLeader: true } });
      expect((await hall.clockOf(caseId, `dispatch:${second}`)).endedAt).toBeNull();
      expect(await giveBack(second, 'bdc')).toMatchObject({ status: 409, body: { code: 'return-pending' } });
      const { items } = (await hall.app.as('leader').get('/v1/leader/returns?limit=100')).body;
      expect(items.find((item: { dispatchId: string }) => item.dispatchId === second)).toMatchObject({
        complaintId: caseId,
        department: 'bdc',
        proposedDepartment: 'yb',
        clock: { dueAt: marchClose(4) },
      });
      const abroad = hall.app.as('leader', { jurisdiction: '370102' });
      expect((await abroad.get('/v1/leader/returns')).body.items).toEqual([]);
      expect((await hall.department().get('/v1/leader/returns')).status).toBe(403);
    });

    it('is refused by a ruling for the same department, which may not return again', async () => {
      const { caseId, second } = await returnedTwice();
      const answer = await rule(second, 'bdc');
      expect(answer).toMatchObject({
        status: 200,
        body: { kind: 'returnRuled', status: 'dispatched', dispatches: [] },
      });
      expect(await giveBack(second, 'bdc')).toMatchObject({ status: 409, body: { code: 'return-refused' } });
      expect(await rule(second, 'bdc')).toMatchObject({ status: 409, body: { code: 'return-already-ruled' } });
      expect((await slipOf(second)).returned).toMatchObject({ ruledDepartment: 'bdc', instruction: '由你单位承办' });
      expect((await hall.reply(second, 'solved', 'bdc')).body.status).toBe('replied');
      expect((await hall.stateOf(caseId)).kinds.filter((kind) => kind === 'returnRuled')).toHaveLength(1);
    });

    it('moves by a ruling for another department, under the case’s own clock', async () => {
      const { caseId, second } = await returnedTwice();
      hall.clock.set(TUESDAY);
      const { body } = await rule(second, 'yb');
      const [sent] = body.dispatches;
      expect(sent).toMatchObject({ department: 'yb', requirement: 'two-working-days', dueAt: marchClose(4) });
      const old = await hall.clockOf(caseId, `dispatch:${second}`);
      expect(old).toMatchObject({ endedAt: new Date(TUESDAY).toISOString(), overdueAt: null });
      expect(await slipOf(sent.dispatchId)).toMatchObject({
        clock: { dueAt: marchClose(4), endedAt: null },
        term: { askedDueAt: marchClose(5), givenDueAt: marchClose(4), because: 'case-clock' },
      });
      expect(await slipOf(second)).toMatchObject({ state: 'ended', endedAs: 'rerouted' });
      expect((await hall.stateOf(caseId)).departments).toEqual(['scjg', 'bdc', 'yb']);
      expect((await hall.department('yb').get(`/v1/dispatches/${sent.dispatchId}`)).body.instruction).toBe(
        '由你单位承办',
      );
      expect((await giveBack(sent.dispatchId, 'yb', 'scjg')).body.code).toBe('return-refused');
      expect((await hall.reply(sent.dispatchId, 'solved', 'yb')).body.status).toBe('replied');
    });

    it('is not late at birth when the ruling came late: the department has its requirement whole, the delay is the hall’s', async () => {
      const { caseId, second } = await returnedTwice();
      hall.clock.set('2026-03-06T09:00:00+08:00');
      const [sent] = (await rule(second, 'yb')).body.dispatches;
      expect(sent.dueAt).toBe(marchClose(10));
      expect(await slipOf(sent.dispatchId)).toMatchObject({
        overdue: false,
        clock: { overdueAt: null },
        term: { askedDueAt: marchClose(10), because: null },
      });
      expect(await hall.reply(sent.dispatchId, 'solved', 'yb')).toMatchObject({ body: { late: false } });
      expect((await hall.stateOf(caseId)).overdue).toBe(true);
    });

    it('asks at once for what was asked by a day that is over at the ruling', async () => {
      const caseId = await hall.met('bdc');
      const [lead] = await hall.sent(caseId, 'bdc');
      const order = { department: 'scjg', requirement: 'other', byDate: '2026-03-03' };
      const [other] = (await hall.send(caseId, [order])).body.dispatches;
      await giveBack(lead!, 'bdc');
      await giveBack(other.dispatchId);
      hall.clock.set('2026-03-05T09:00:00+08:00');
      expect((await rule(other.dispatchId, 'yb')).body.dispatches).toMatchObject([
        { requirement: 'immediate', dueAt: marchClose(5) },
      ]);
    });

    it('gives the lead to the department that takes over a leading slip', async () => {
      const caseId = await hall.met('bdc');
      const [lead, other] = await hall.sent(caseId, 'bdc', 'scjg');
      await giveBack(other!);
      await giveBack(lead!, 'bdc');
      expect((await rule(lead!, 'yb')).body.dispatches).toMatchObject([{ department: 'yb', lead: true }]);
      const [row] = await hall.app.ownerQuery('select lead_department from casebook.complaint where id = $1', [caseId]);
      expect(row).toEqual({ lead_department: 'yb' });
    });

    it('needs no ruling once the department has answered or the clerk has recalled', async () => {
      const answered = await returnedTwice();
      await hall.sent(answered.caseId, 'scjg');
      await hall.reply(answered.second, 'solved', 'bdc');
      expect(await rule(answered.second, 'yb')).toMatchObject({ status: 409, body: { code: 'return-moot' } });
      const { items } = (await hall.app.as('leader').get('/v1/leader/returns?limit=100')).body;
      expect(items.map((item: { dispatchId: string }) => item.dispatchId)).not.toContain(answered.second);
    });

    it('is not ruled to a department at work on the case, nor to an unknown one', async () => {
      const { caseId, second } = await returnedTwice();
      await hall.sent(caseId, 'yb');
      expect(await rule(second, 'yb')).toMatchObject({ status: 409, body: { code: 'already-dispatched' } });
      expect(await rule(second, 'nobody')).toMatchObject({
        ...{ status: 422, body: field('department-unknown', '/department') },
      });
      expect((await slipOf(second)).returned.ruledAt).toBeNull();
    });

    it('teaches the 派单目录', async () => {
      const { second } = await returnedTwice();
      await rule(second, 'yb', '异地就医备案');
      const { items } = (await hall.app.as('clerk').get('/v1/dispatches/responsibilities?limit=100')).body;
      const learnt = { item: '异地就医备案', department: 'yb', source: 'ruling', version: 1 };
      expect(items).toContainEqual({ id: expect.any(String), ...learnt });
      const again = await returnedTwice();
      await rule(again.second, 'bdc', '异地就医备案');
      const { body } = await hall.app.as('clerk').get('/v1/dispatches/responsibilities?limit=100');
      expect(body.items.filter(({ item }: { item: string }) => item === '异地就医备案')).toMatchObject([
        { department: 'bdc', version: 2 },
      ]);
    });
  });

  describe('beyond local authority', () => {
    const beyond = (dispatchId: string, department = 'scjg', more: object = {}) =>
      hall
        .department(department)
        .post(`/v1/dispatches/${dispatchId}/return`, { reasonCode: 'beyond-authority', reason: '须省级审批', ...more });
    const toTransfer = (dispatchId: string, more: object = {}) =>
      hall.app
        .as('leader')
        .post(`/v1/leader/returns/${dispatchId}/ruling`, { transfer: true, instruction: '转省厅代办', ...more });

    it('proposes no department, as any other reason must, and ends the slip', async () => {
      const { caseId, dispatchId } = await hall.dispatched();
      const proposal = expect.objectContaining({ pointer: '/proposedDepartment' });
      for (const more of [{ proposedDepartment: 'yb' }, { reasonCode: 'not-ours' }]) {
        expect(await beyond(dispatchId, 'scjg', more)).toMatchObject({ status: 400, body: { errors: [proposal] } });
      }
      const answer = await beyond(dispatchId);
      expect(answer).toMatchObject({ status: 200, body: { kind: 'returned', status: 'accepted', toLeader: false } });
      expect(await slipOf(dispatchId)).toMatchObject({ endedAs: 'returned', returned: { proposedDepartment: null } });
      expect((await hall.clockOf(caseId, 'case')).endedAt).toBeNull();
    });

    it('is not counted as one to a wrong department, but after one a leader rules on it too', async () => {
      const { caseId, dispatchId } = await hall.dispatched();
      await beyond(dispatchId);
      const [second] = await hall.sent(caseId, 'bdc');
      expect((await giveBack(second!, 'bdc')).body.toLeader).toBe(false);
      const [third] = await hall.sent(caseId, 'yb');
      expect((await beyond(third!, 'yb')).body).toMatchObject({ toLeader: true, status: 'dispatched' });
      const { items } = (await hall.app.as('leader').get('/v1/leader/returns?limit=100')).body;
      const waiting = items.find((item: { dispatchId: string }) => item.dispatchId === third);
      expect(waiting).toMatchObject({ department: 'yb', proposedDepartment: null });
    });

    it('so ruled by a leader ends the slip as returned, though another part was answered', async () => {
      const caseId = await hall.accepted('general');
      const [first, second, third] = await hall.sent(caseId, 'scjg', 'bdc', 'yb');
      await hall.reply(third!, 'solved', 'yb');
      await giveBack(first!);
      expect((await beyond(second!, 'bdc')).body).toMatchObject({ toLeader: true });
      for (const [more, pointer] of [
        [{ department: 'yb', item: '登记' }, '/department'],
        [{ transfer: undefined }, '/department'],
        [{ item: '登记' }, '/item'],
      ] as const) {
        expect((await toTransfer(second!, more)).body.errors).toEqual([expect.objectContaining({ pointer })]);
      }
      const answer = await toTransfer(second!);
      expect(answer).toMatchObject({ status: 200, body: { kind: 'returnRuled', status: 'accepted', dispatches: [] } });
      expect(await slipOf(second!)).toMatchObject({
        ...{ state: 'ended', endedAs: 'returned', overdue: false },
        returned: { ruledDepartment: null, instruction: '转省厅代办', ruledAt: answer.body.at },
      });
      const { clocks } = await hall.stateOf(caseId);
      expect(clocks.filter(({ endedAt }) => endedAt === null).map(({ clockId }) => clockId)).toEqual(['case']);
      expect(await toTransfer(second!)).toMatchObject({ status: 409, body: { code: 'not-allowed-now' } });
    });
  });

  describe('收回', () => {
    it('of the last open slip gives the case back to the clerk', async () => {
      const { caseId, dispatchId } = await hall.dispatched();
      expect(await recall(dispatchId)).toMatchObject({ status: 200, body: { kind: 'recalled', status: 'accepted' } });
      expect(await slipOf(dispatchId)).toMatchObject({ state: 'ended', endedAs: 'recalled', recallReason: '错发' });
      expect((await hall.clockOf(caseId, 'case')).endedAt).toBeNull();
      expect((await hall.stateOf(caseId)).clocks.filter((clock) => clock.endedAt === null)).toHaveLength(1);
      expect(await hall.reply(dispatchId)).toMatchObject({ status: 409, body: { code: 'not-allowed-now' } });
    });

    it('of the last open slip is the end when all others are answered', async () => {
      const caseId = await hall.accepted('general');
      const [first, second] = await hall.sent(caseId, 'scjg', 'bdc');
      await hall.reply(first!);
      expect((await recall(second!)).body.status).toBe('replied');
      expect((await hall.clockOf(caseId, 'case')).endedAt).toBe(new Date(MONDAY).toISOString());
    });

    it('is refused after the final reply, not after progress', async () => {
      const caseId = await hall.met('bdc');
      const [lead, other] = await hall.sent(caseId, 'bdc', 'scjg');
      await hall.reply(lead!, 'solved', 'bdc');
      expect(await recall(lead!)).toMatchObject({ status: 409, body: { code: 'dispatch-ended' } });
      await hall.reply(other!, 'progress', 'scjg');
      expect((await recall(other!)).body.status).toBe('replied');
    });

    it('is not signed for any more', async () => {
      const caseId = await hall.accepted('general');
      const [first] = await hall.sent(caseId, 'scjg', 'bdc');
      await recall(first!);
      const answer = await hall.department().post(`/v1/dispatches/${first}/sign`, {});
      expect(answer).toMatchObject({ status: 409, body: { code: 'dispatch-ended' } });
    });
  });
});
