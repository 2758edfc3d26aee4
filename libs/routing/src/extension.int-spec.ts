import { field, Hall, marchClose, MONDAY, STARTS_WITHIN_MS } from '../test/hall.js';

describe('延期', () => {
  let hall: Hall;

  beforeAll(async () => {
    hall = await Hall.open();
  }, STARTS_WITHIN_MS);
  afterAll(() => hall.close());
  beforeEach(() => hall.clock.set(MONDAY));

  /** A general case at scjg with an extension asked for. */
  async function asked(workingDays = 3) {
    const { caseId, dispatchId } = await hall.dispatched();
    const { body } = await hall.ask(dispatchId, workingDays);
    return { caseId, dispatchId, extensionId: body.extensionId as string };
  }

  it('counts from the old due date, moves the case’s clock with it and keeps the first deadline on record', async () => {
    const { caseId, dispatchId, extensionId } = await asked(3);
    expect((await hall.clockOf(caseId, 'case')).dueAt).toBe(marchClose(4));
    expect(await hall.decide(extensionId, true)).toMatchObject({
      status: 200,
      body: { kind: 'extensionDecided', clockId: `dispatch:${dispatchId}` },
    });
    for (const clockId of ['case', `dispatch:${dispatchId}`]) {
      expect(await hall.clockOf(caseId, clockId)).toMatchObject({ dueAt: marchClose(9), originalDueAt: marchClose(4) });
    }
    hall.clock.set('2026-03-09T17:00:00+08:00');
    expect((await hall.reply(dispatchId)).body.late).toBe(false);
    expect((await hall.stateOf(caseId)).overdue).toBe(false);
  });

  it('counts over the National Day holiday', async () => {
    hall.clock.set('2026-09-28T09:00:00+08:00');
    const { caseId, dispatchId, extensionId } = await asked(2);
    await hall.decide(extensionId, true);
    expect((await hall.clockOf(caseId, `dispatch:${dispatchId}`)).dueAt).toBe('2026-10-09T09:00:00.000Z');
  });

  it('leaves the case’s clock where the slip still ends before it', async () => {
    const caseId = await hall.accepted('general');
    const sent = await hall.send(caseId, [{ department: 'scjg', requirement: 'immediate' }]);
    const { dispatchId } = sent.body.dispatches[0];
    const { extensionId } = (await hall.ask(dispatchId, 1)).body;
    await hall.decide(extensionId, true);
    expect((await hall.clockOf(caseId, `dispatch:${dispatchId}`)).dueAt).toBe(marchClose(3));
    expect(await hall.clockOf(caseId, 'case')).toMatchObject({ dueAt: marchClose(4), originalDueAt: marchClose(4) });
  });

  it('is refused, not failed, when the cap was lowered under the days asked for; the request stays and may be refused', async () => {
    const { caseId, dispatchId, extensionId } = await asked(8);
    const before = await hall.clockOf(caseId, `dispatch:${dispatchId}`);
    await hall.changePolicy(caseId, { extensionCapWorkingDays: 3 });
    const { status, body } = await hall.decide(extensionId, true);
    expect({ status, code: body.code, title: body.title }).toEqual({
      ...{ status: 422, code: 'extension-days-invalid', title: '延期天数超出现行规则允许的范围' },
    });
    expect(await hall.clockOf(caseId, `dispatch:${dispatchId}`)).toEqual(before);
    expect((await hall.decide(extensionId, false)).status).toBe(200);
  });

  it('changes no deadline when refused, and may be asked for again', async () => {
    const { caseId, dispatchId, extensionId } = await asked();
    const before = await hall.clockOf(caseId, `dispatch:${dispatchId}`);
    await hall.decide(extensionId, false);
    expect(await hall.clockOf(caseId, `dispatch:${dispatchId}`)).toEqual(before);
    expect((await hall.ask(dispatchId, 1)).status).toBe(201);
  });

  it.each([
    ['2026-03-04T17:00:00.000+08:00', 201],
    ['2026-03-04T17:00:00.001+08:00', 409],
  ])('is asked for before the deadline passes: at %s %p', async (at, status) => {
    const { dispatchId } = await hall.dispatched();
    hall.clock.set(at);
    const answer = await hall.ask(dispatchId, 1);
    expect(answer.status).toBe(status);
    if (status === 409) expect(answer.body.code).toBe('deadline-passed');
  });

  it('has one request pending for a slip, also of two at once', async () => {
    const { dispatchId } = await hall.dispatched();
    const answers = await Promise.all([hall.ask(dispatchId, 1), hall.ask(dispatchId, 2)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409]);
    expect(answers.find((answer) => answer.status === 409)!.body.code).toBe('extension-pending');
  });

  it('has a cap over all that was granted', async () => {
    const { dispatchId } = await hall.dispatched();
    const over = { status: 422, body: field('extension-over-cap', '/workingDays') };
    expect(await hall.ask(dispatchId, 11)).toMatchObject(over);
    const refused = (await hall.ask(dispatchId, 10)).body.extensionId;
    await hall.decide(refused, false);
    const granted = (await hall.ask(dispatchId, 7)).body.extensionId;
    await hall.decide(granted, true);
    expect(await hall.ask(dispatchId, 4)).toMatchObject(over);
    expect((await hall.ask(dispatchId, 3)).status).toBe(201);
  });

  it('has that cap for a department and round: being sent the matter again gives no days anew', async () => {
    const { caseId, dispatchId, extensionId } = await asked(7);
    await hall.decide(extensionId, true);
    const pending = (await hall.ask(dispatchId, 3)).body.extensionId;
    await hall.app.as('clerk').post(`/v1/dispatches/${dispatchId}/recall`, { reason: '重新转办' });
    const [again, other] = await hall.sent(caseId, 'scjg', 'bdc');
    expect(await hall.ask(again!, 4)).toMatchObject({
      status: 422,
      body: { code: 'extension-over-cap', detail: '还可延长 3 个工作日。' },
    });
    expect((await hall.decide(pending, true)).body.code).toBe('clock-ended');
    expect((await hall.ask(other!, 10, 'bdc')).status).toBe(201);
    expect((await hall.decide((await hall.ask(again!, 3)).body.extensionId, true)).status).toBe(200);
    expect((await hall.ask(again!, 1)).body.code).toBe('extension-over-cap');
    expect((await hall.clockOf(caseId, 'case')).dueAt).toBe(marchClose(13));
  });

  it('has that cap also when a leader sends the matter back to the department that had it', async () => {
    const { caseId, dispatchId, extensionId } = await asked(10);
    await hall.decide(extensionId, true);
    const giveBack = (id: string, department: string) =>
      hall.department(department).post(`/v1/dispatches/${id}/return`, { reason: '无此职责', proposedDepartment: 'yb' });
    await giveBack(dispatchId, 'scjg');
    const [second] = await hall.sent(caseId, 'bdc');
    await giveBack(second!, 'bdc');
    const ruling = { department: 'scjg', instruction: '由市场监管局办理', item: '退回后再裁定' };
    const ruled = await hall.app.as('leader').post(`/v1/leader/returns/${second}/ruling`, ruling);
    expect((await hall.ask(ruled.body.dispatches[0].dispatchId, 1)).body.code).toBe('extension-over-cap');
  });

  it('has its cap anew in the round that a rework opened', async () => {
    const { caseId, dispatchId, extensionId } = await asked(10);
    await hall.decide(extensionId, true);
    hall.clock.set('2026-03-03T09:00:00+08:00');
    await hall.reply(dispatchId);
    await hall.reworked(caseId, marchClose(5));
    const [second] = await hall.sent(caseId, 'scjg');
    expect((await hall.ask(second!, 10)).status).toBe(201);
  });

  it('is decided once, by a leader of the jurisdiction who did not ask', async () => {
    const { dispatchId, extensionId } = await asked();
    const url = `/v1/extensions/${extensionId}/decide`;
    expect((await hall.decide(extensionId, true, 'scjg-person')).body.code).toBe('own-extension');
    expect((await hall.app.as('leader', { jurisdiction: '370102' }).post(url, { granted: true })).status).toBe(404);
    expect((await hall.department().post(url, { granted: true })).status).toBe(403);
    expect((await hall.app.as('leader').post(url, { granted: 'yes' })).status).toBe(400);
    expect((await hall.app.as('leader').post(url, { granted: true }, { 'if-match': '"3"' })).status).toBe(412);
    const answers = await Promise.all([hall.decide(extensionId, true), hall.decide(extensionId, false, 'leader-2')]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    const slip = (await hall.department().get(`/v1/dispatches/${dispatchId}`)).body;
    expect(slip.extensions).toMatchObject([{ extensionId, workingDays: 3, reason: '需上级批复' }]);
  });

  it('is asked for by the slip’s own department', async () => {
    const { dispatchId } = await hall.dispatched();
    expect((await hall.ask(dispatchId, 1, 'bdc')).status).toBe(404);
    const { caseId } = await hall.dispatched();
    const strange = ['case', 'sign:00000000-0000-4000-8000-000000000001', 'dispatch', 'no clock'];
    for (const clockId of strange) expect((await hall.askFor(hall.department(), caseId, clockId, 1)).status).toBe(404);
  });

  it('is moot once the department has answered', async () => {
    const { caseId, dispatchId, extensionId } = await asked();
    await hall.reply(dispatchId);
    const before = await hall.stateOf(caseId);
    expect(await hall.decide(extensionId, true)).toMatchObject({ status: 409, body: { code: 'clock-ended' } });
    expect(await hall.stateOf(caseId)).toEqual(before);
    expect((await hall.decide(extensionId, false)).status).toBe(200);
    expect((await hall.ask(dispatchId, 1)).body.code).toBe('clock-ended');
  });

  it('is asked for and granted after progress too: the slip’s own clock runs on', async () => {
    const caseId = await hall.met('bdc');
    const [dispatchId] = await hall.sent(caseId, 'bdc');
    const { extensionId } = (await hall.ask(dispatchId!, 1, 'bdc')).body;
    await hall.reply(dispatchId!, 'progress', 'bdc');
    expect((await hall.decide(extensionId, true)).status).toBe(200);
    expect(await hall.clockOf(caseId, `dispatch:${dispatchId}`)).toMatchObject({ dueAt: marchClose(10) });
    expect((await hall.ask(dispatchId!, 1, 'bdc')).status).toBe(201);
  });

  it('granted late does not erase the overdue mark', async () => {
    const { caseId, dispatchId, extensionId } = await asked(3);
    hall.clock.set('2026-03-05T09:00:00+08:00');
    await hall.decide(extensionId, true);
    const extended = await hall.clockOf(caseId, `dispatch:${dispatchId}`);
    expect(extended).toMatchObject({ dueAt: marchClose(9), overdueAt: marchClose(4) });
    expect((await hall.reply(dispatchId)).body.late).toBe(false);
    expect((await hall.stateOf(caseId)).overdue).toBe(true);
  });

  it('and a reply at once: whichever comes first, the other is judged by it', async () => {
    for (let round = 0; round < 5; round++) {
      const { caseId, dispatchId, extensionId } = await asked();
      const [reply, decision] = await Promise.all([hall.reply(dispatchId), hall.decide(extensionId, true)]);
      expect(reply.status).toBe(200);
      const { kinds } = await hall.stateOf(caseId);
      const decidedFirst = kinds.indexOf('extensionDecided') === 4;
      expect(decision.status).toBe(decidedFirst ? 200 : 409);
      const { dueAt } = await hall.clockOf(caseId, `dispatch:${dispatchId}`);
      expect(dueAt).toBe(decidedFirst ? marchClose(9) : marchClose(4));
    }
  });

  it('is taken back by the department before it is decided, once, and another may be asked for', async () => {
    const { caseId, dispatchId, extensionId } = await asked(7);
    const before = await hall.clockOf(caseId, `dispatch:${dispatchId}`);
    const withdraw = (department = 'scjg') =>
      hall.department(department).post(`/v1/extensions/${extensionId}/withdrawal`, undefined);
    expect((await withdraw('bdc')).status).toBe(404);
    expect((await hall.app.as('leader').post(`/v1/extensions/${extensionId}/withdrawal`, undefined)).status).toBe(404);
    const answers = await Promise.all([withdraw(), withdraw()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 200)!.body).toMatchObject({
      kind: 'extensionWithdrawn',
      clockId: `dispatch:${dispatchId}`,
    });
    expect(answers.find(({ status }) => status === 409)!.body.code).toBe('extension-withdrawn');
    expect(await hall.decide(extensionId, true)).toMatchObject({ status: 409, body: { code: 'extension-withdrawn' } });
    const waiting = (await hall.app.as('leader').get('/v1/leader/extensions?limit=100')).body.items;
    expect(JSON.stringify(waiting)).not.toContain(extensionId);
    expect(await hall.clockOf(caseId, `dispatch:${dispatchId}`)).toEqual(before);
    expect((await hall.ask(dispatchId, 10)).status).toBe(201); // what was taken back does not count towards the cap
    const slip = (await hall.department().get(`/v1/dispatches/${dispatchId}`)).body;
    expect(slip.extensions).toMatchObject([
      { extensionId, granted: null, withdrawnAt: hall.clock.now() },
      { withdrawnAt: null },
    ]);
  });

  it('is not taken back once decided; but is after the deadline and the reply, which are none of its business', async () => {
    const decided = await asked();
    await hall.decide(decided.extensionId, false);
    const url = (extensionId: string) => `/v1/extensions/${extensionId}/withdrawal`;
    expect((await hall.department().post(url(decided.extensionId), undefined)).body.code).toBe(
      'extension-already-decided',
    );
    const late = await asked();
    hall.clock.set('2026-03-05T09:00:00+08:00');
    await hall.reply(late.dispatchId);
    expect((await hall.department().post(url(late.extensionId), undefined)).status).toBe(200);
  });

  it('and its withdrawal at once with a decision: one stands', async () => {
    for (let round = 0; round < 3; round++) {
      const { caseId, dispatchId, extensionId } = await asked();
      const [withdrawal, decision] = await Promise.all([
        hall.department().post(`/v1/extensions/${extensionId}/withdrawal`, undefined),
        hall.decide(extensionId, true),
      ]);
      expect([withdrawal.status, decision.status].sort()).toEqual([200, 409]);
      const { dueAt } = await hall.clockOf(caseId, `dispatch:${dispatchId}`);
      expect(dueAt).toBe(decision.status === 200 ? marchClose(9) : marchClose(4));
    }
  });

  it('is granted several times in a row, each from the due date before, up to the cap', async () => {
    const { caseId, dispatchId } = await hall.dispatched();
    for (const [workingDays, due] of [
      [3, '2026-03-09'],
      [3, '2026-03-12'],
      [4, '2026-03-18'],
    ] as const) {
      const { extensionId } = (await hall.ask(dispatchId, workingDays)).body;
      expect((await hall.decide(extensionId, true)).status).toBe(200);
      expect(await hall.clockOf(caseId, `dispatch:${dispatchId}`)).toMatchObject({
        dueAt: `${due}T09:00:00.000Z`,
        originalDueAt: marchClose(4),
        overdueAt: null,
      });
    }
    expect((await hall.ask(dispatchId, 1)).body.code).toBe('extension-over-cap');
  });

  it('keeps reasons and comments out of acts and events', async () => {
    const { caseId, extensionId } = await asked();
    const comment = '同意，抓紧办理';
    await hall.app.as('leader').post(`/v1/extensions/${extensionId}/decide`, { granted: true, comment });
    const rows = await hall.app.ownerQuery(
      `select detail::text as written from casebook.act where case_id = $1
       union all select payload::text from casebook.outbox where case_id = $1`,
      [caseId],
    );
    expect(JSON.stringify(rows)).not.toMatch(/需上级批复|抓紧办理/);
  });
});
