import { randomUUID } from 'node:crypto';
import { commitmentClock, endClock, startClock } from '@bancheng/domain';
import { MONDAY, problem, Reception } from '../test/reception.js';

const AT = new Date(MONDAY).toISOString();

describe('受理、不予受理、当场答复、窗口反馈', () => {
  let reception: Reception;

  beforeAll(async () => {
    reception = await Reception.open();
  });
  afterAll(() => reception.close());
  beforeEach(() => reception.clock.set(MONDAY));

  const registered = async (): Promise<string> => (await reception.register()).id;
  const eventsOf = (id: string) =>
    reception.app.ownerQuery<{ payload: object }>('select payload from casebook.outbox where case_id = $1', [id]);

  describe('acceptance starts the case’s clock', () => {
    it.each([
      ['2026-03-02T09:00:00+08:00', 'simple', '2026-03-02T17:00:00+08:00', false],
      ['2026-03-02T17:00:00+08:00', 'simple', '2026-03-02T17:00:00+08:00', false],
      ['2026-03-02T17:00:00.001+08:00', 'simple', '2026-03-03T17:00:00+08:00', false],
      ['2026-03-02T17:00:00+08:00', 'general', '2026-03-04T17:00:00+08:00', false],
      ['2026-03-02T17:00:00.001+08:00', 'general', '2026-03-05T17:00:00+08:00', false],
      ['2026-03-02T09:00:00+08:00', 'complex', '2026-03-09T17:00:00+08:00', false],
      ['2026-02-13T10:00:00+08:00', 'general', '2026-02-24T17:00:00+08:00', false],
      ['2026-02-15T10:00:00+08:00', 'simple', '2026-02-24T17:00:00+08:00', false],
      ['2026-09-18T10:00:00+08:00', 'complex', '2026-09-24T17:00:00+08:00', false],
      ['2026-09-30T10:00:00+08:00', 'general', '2026-10-09T17:00:00+08:00', false],
      ['2026-12-30T10:00:00+08:00', 'general', '2027-01-04T17:00:00+08:00', true],
    ])('at %s, %s: due %s', async (at, type, due, provisional) => {
      reception.clock.set(at);
      const id = await registered();
      const { status, body } = await reception.accept(id, type);
      const [acceptedAt, dueAt] = [at, due].map((instant) => new Date(instant).toISOString());
      expect(status).toBe(200);
      expect(body).toMatchObject({ caseId: id, seq: 2, kind: 'accepted', at: acceptedAt, status: 'accepted' });
      expect(body.clocks).toMatchObject([
        { clockId: 'acceptance', endedAt: acceptedAt, overdueAt: null, remainingWorkingDays: null },
        { clockId: 'case', startedAt: acceptedAt, dueAt, originalDueAt: dueAt, provisional, endedAt: null },
      ]);
      const row = await reception.row(id);
      expect(row).toMatchObject({ type, due_at: new Date(due), accepted_at: new Date(at) });
    });

    it.each([
      ['2026-03-03T17:00:00+08:00', null],
      ['2026-03-03T17:00:00.001+08:00', '2026-03-03T09:00:00.000Z'],
    ])('and ends the one of acceptance: at %s it is overdue since %s', async (at, overdueAt) => {
      const id = await registered();
      reception.clock.set(at);
      expect((await reception.accept(id)).body.clocks[0]).toMatchObject({ clockId: 'acceptance', overdueAt });
      expect(await reception.row(id)).toMatchObject({ overdue: overdueAt !== null });
    });

    it('once', async () => {
      const id = await registered();
      await reception.accept(id);
      const rows = await reception.rows();
      for (const answer of [
        await reception.accept(id),
        await reception.act(id, 'decline', { reason: 'petition', explanation: '请到信访部门' }),
      ]) {
        expect(answer).toEqual(problem(409, 'not-allowed-now'));
      }
      expect(await reception.rows()).toEqual(rows);
    });

    it('once of two at the same moment, and not of a version no longer current', async () => {
      const id = await registered();
      const body = { type: 'general' };
      const answers = await Promise.all([1, 2].map(() => reception.act(id, 'accept', body, { 'if-match': '"1"' })));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
      expect(await reception.row(id)).toMatchObject({ seq: 2 });
    });
  });

  describe('declining', () => {
    it.each([
      'legal-matter',
      'litigation',
      'petition',
      'barred-by-law',
      'arbitration',
      'reconsideration',
      'not-hall-matter',
    ])('keeps the reason (%s) and, beside the acts, the explanation', async (reason) => {
      const id = await registered();
      const explanation = `已向反映人解释：${reason} 请依法办理`;
      const { status, body } = await reception.act(id, 'decline', { reason, explanation });
      expect(status).toBe(200);
      expect(body).toMatchObject({ seq: 2, kind: 'declined', status: 'declined' });
      expect(body.clocks).toMatchObject([{ clockId: 'acceptance', endedAt: '2026-03-02T01:00:00.000Z' }]);
      const { items } = (await reception.app.as('leader').get(`/v1/complaints/${id}/timeline`)).body;
      expect(items.at(-1)).toMatchObject({
        label: '不予受理',
        detail: { reason },
        texts: [{ kind: 'decline-explanation', ref: null, body: explanation }],
      });
      expect(JSON.stringify(await eventsOf(id))).not.toContain('已向反映人解释');
      expect(await reception.row(id)).toMatchObject({ due_at: null, type: null, handler: 'clerk-1' });
    });
  });

  it('refuses a reason that the hall has not, or has switched off, and takes one of its own', async () => {
    const id = await registered();
    const decline = (reason: string) => reception.act(id, 'decline', { reason, explanation: '已向反映人解释' });
    const admin = reception.app.as('admin');
    const url = '/v1/catalogues/decline-reasons/in-court';
    const own = { label: '已在法院立案的事项', active: true, position: 15 };
    expect(await decline('in-court')).toMatchObject({
      status: 422,
      body: { code: 'catalogue-code-unknown', errors: [{ pointer: '/reason' }] },
    });
    expect((await admin.put(url, { ...own, active: false })).status).toBe(201);
    expect(await decline('in-court')).toMatchObject({ status: 422, body: { code: 'catalogue-code-inactive' } });
    expect((await admin.put(url, own, { 'if-match': '"1"' })).status).toBe(200);
    expect(await decline('in-court')).toMatchObject({ status: 200, body: { status: 'declined' } });
  });

  describe('answering on the spot', () => {
    const answer = (id: string) => reception.act(id, 'answer', { answer: '已当场办好许可' });

    it('accepts a registered matter as simple, whose clock starts and ends with it', async () => {
      const id = await registered();
      reception.clock.set('2026-03-02T10:00:00+08:00');
      const at = '2026-03-02T02:00:00.000Z';
      const { status, body } = await answer(id);
      expect(status).toBe(200);
      expect(body).toMatchObject({ seq: 2, kind: 'answeredOnTheSpot', status: 'answered', at });
      expect(body.clocks).toMatchObject([
        { clockId: 'acceptance', endedAt: at },
        { clockId: 'case', startedAt: at, endedAt: at, dueAt: '2026-03-02T09:00:00.000Z', overdueAt: null },
      ]);
      expect(await reception.row(id)).toMatchObject({ type: 'simple', accepted_at: new Date(at), due_at: null });
      expect(JSON.stringify(await eventsOf(id))).not.toContain('已当场办好');
      expect(await answer(id)).toEqual(problem(409, 'not-allowed-now'));
    });

    it.each([
      ['2026-03-02T17:00:00+08:00', null],
      ['2026-03-02T17:00:00.001+08:00', '2026-03-02T09:00:00.000Z'],
    ])('ends the clock of a simple matter accepted before: at %s it is overdue since %s', async (at, overdueAt) => {
      const id = await registered();
      await reception.accept(id, 'simple');
      reception.clock.set(at);
      const { body } = await answer(id);
      expect(body).toMatchObject({ seq: 3, status: 'answered' });
      expect(body.clocks).toMatchObject([{ clockId: 'case', endedAt: new Date(at).toISOString(), overdueAt }]);
      const view = (await reception.app.as('clerk').get(`/v1/complaints/${id}`)).body;
      expect(view).toMatchObject({ acceptedAt: '2026-03-02T01:00:00.000Z', overdue: overdueAt !== null });
    });

    it.each(['general', 'complex'])('is for simple matters, not for %s ones', async (type) => {
      const id = await registered();
      await reception.accept(id, type);
      const rows = await reception.rows();
      expect(await answer(id)).toEqual(problem(409, 'not-simple'));
      expect(await reception.rows()).toEqual(rows);
    });
  });

  describe('a reply of the window', () => {
    const NO_SOLUTION = problem(422, 'no-such-solution', [expect.objectContaining({ pointer: '/callId' })]);
    const SOLVED = { outcome: 'solved', text: '窗口与原发证机关核对后当场补办。' };
    const reply = (id: string, body: object = SOLVED) => reception.act(id, 'reply', body);
    const report = async (id: string, outcome: 'solved' | 'agreed' | 'not-solved') => {
      const callId = randomUUID();
      await reception.cases.act(id, 'taskForceReported', { detail: { callId, department: 'bdc', outcome } });
      return callId;
    };

    async function accepted(type = 'general'): Promise<{ id: string; number: string; queryCode: string }> {
      const one = await reception.register();
      await reception.accept(one.id, type);
      return one;
    }

    it.each([
      ['2026-03-04T17:00:00+08:00', null],
      ['2026-03-04T17:00:00.001+08:00', '2026-03-04T09:00:00.000Z'],
    ])('ends a general matter without a slip, and its clock: at %s it is overdue since %s', async (at, overdueAt) => {
      const { id, number, queryCode } = await accepted();
      reception.clock.set(at);
      const { status, body } = await reply(id);
      expect(status).toBe(200);
      expect(body).toMatchObject({ kind: 'repliedByWindow', status: 'replied' });
      expect(body.clocks).toMatchObject([{ clockId: 'case', endedAt: new Date(at).toISOString(), overdueAt }]);
      const told = await reception.app.anyone.post('/v1/public/status', { number, queryCode });
      expect(told.body).toMatchObject({ status: '已反馈', answers: [{ kind: 'reply', body: SOLVED.text }] });
      const [event] = (await eventsOf(id)).slice(-1);
      expect(event).toMatchObject({ payload: { data: { detail: { outcome: 'solved', department: null } } } });
      expect(JSON.stringify(event)).not.toContain('当场补办');
      expect(await reply(id)).toEqual(problem(409, 'not-allowed-now'));
    });

    it('that it was not solved says why', async () => {
      const { id } = await accepted();
      const unsolved = { outcome: 'not-solved', text: '经核对，不符合补办条件。' };
      expect(await reply(id, unsolved)).toMatchObject({ status: 400, body: { errors: [{ pointer: '/reason' }] } });
      expect((await reply(id, { ...unsolved, outcome: 'progress', reason: '还在办' })).status).toBe(400);
      expect((await reply(id, { ...unsolved, reason: '条件不具备' })).status).toBe(200);
    });

    it('by the 首席代表 who came makes that department the handling unit, as reported in this round', async () => {
      const { id } = await accepted();
      expect(await reply(id, { ...SOLVED, callId: randomUUID() })).toEqual(NO_SOLUTION);
      const agreed = await report(id, 'agreed');
      expect(await reply(id, { ...SOLVED, callId: agreed })).toEqual(NO_SOLUTION);
      const callId = await report(id, 'solved');
      expect((await reply(id, { ...SOLVED, callId })).status).toBe(200);
      const acts = (await reception.app.as('leader').get(`/v1/complaints/${id}/timeline`)).body.items;
      expect(acts.at(-1)).toMatchObject({
        label: '窗口反馈',
        detail: { outcome: 'solved', department: 'bdc', callId },
      });
    });

    it('is no way round the joint meeting of a complex matter, and a simple one is answered on the spot', async () => {
      expect(await reply((await accepted('simple')).id)).toEqual(problem(409, 'answered-on-the-spot-only'));
      const { id } = await accepted('complex');
      expect(await reply(id)).toEqual(problem(409, 'meeting-required'));
      await reception.act(id, 'retype', { type: 'general', reason: '查明不复杂' });
      expect((await reply(id)).status).toBe(200);
    });

    it('and progress before it are the window’s on a complex matter that the office leads itself', async () => {
      const led = async (leadDepartment: string) => {
        const { id } = await accepted('complex');
        const meetingId = randomUUID();
        const detail = { meetingId, departments: ['scjg'] };
        await reception.cases.act(id, 'meetingConvened', { detail, to: 'meeting-convened' });
        await reception.cases.act(id, 'meetingHeld', {
          ...{ to: 'meeting-held', patch: { leadDepartment } },
          detail: { meetingId, leadDepartment, commitments: [] },
        });
        return id;
      };
      const progress = { text: '已与三个部门会商。', reason: '须上级批复' };
      expect(await reception.act(await led('scjg'), 'progress', progress)).toEqual(problem(409, 'office-not-leading'));
      const id = await led('office');
      expect(await reception.act(id, 'progress', { text: '已会商。' })).toMatchObject({ status: 400 });
      const { body } = await reception.act(id, 'progress', progress);
      expect(body).toMatchObject({ kind: 'progressReported', status: 'meeting-held', late: false });
      expect(body.clocks).toMatchObject([
        { clockId: 'case', endedAt: AT, overdueAt: null },
        { clockId: 'progress:office:1', department: null, dueAt: '2026-03-09T09:00:00.000Z' },
      ]);
      const { body: again } = await reception.act(id, 'progress', progress);
      expect(again.clocks).toMatchObject([
        { clockId: 'progress:office:1', endedAt: AT },
        { clockId: 'progress:office:2' },
      ]);
      expect(await reply(id)).toMatchObject({ status: 200, body: { kind: 'repliedByWindow', status: 'replied' } });
    });

    it('waits for what others have: a slip, a commitment, a meeting', async () => {
      const { id } = await accepted('complex');
      const [held, next, commitmentId] = [randomUUID(), randomUUID(), randomUUID()];
      const convene = (meetingId: string, to: 'meeting-convened' | 'dispatched') =>
        reception.cases.act(id, 'meetingConvened', { detail: { meetingId, departments: ['scjg'] }, to });
      const dueAt = '2026-03-06T09:00:00.000Z';
      const deadline = { dueAt, yellowAt: null, provisional: false, calendarVersion: 'test' };
      const clock = startClock({ ...commitmentClock(commitmentId), department: 'scjg' }, AT, deadline);
      await convene(held, 'meeting-convened');
      expect(await reply(id)).toEqual(problem(409, 'not-allowed-now'));
      await reception.cases.act(id, 'meetingHeld', {
        ...{ to: 'meeting-held', clocks: [clock] },
        detail: {
          ...{ meetingId: held, leadDepartment: 'scjg' },
          commitments: [{ commitmentId, department: 'scjg', dueAt }],
        },
      });
      const [dispatchId] = await reception.dispatch(id, 'scjg');
      const { body } = await reply(id);
      expect(body).toMatchObject({ code: 'not-allowed-now', detail: expect.stringContaining('已转办') });
      await convene(next, 'dispatched');
      const slip = { dispatchId: dispatchId!, department: 'scjg' };
      await reception.cases.act(id, 'recalled', { detail: slip, to: 'meeting-held' });
      await reception.act(id, 'retype', { type: 'general', reason: '会上查明并不复杂' });
      expect(await reply(id)).toEqual(problem(409, 'commitment-open'));
      await reception.cases.act(id, 'commitmentEnded', {
        detail: { commitmentId, department: 'scjg', as: 'fulfilled' },
        clocks: [endClock(clock, AT)],
      });
      expect(await reply(id)).toEqual(problem(409, 'meeting-open'));
      await reception.cases.act(id, 'meetingCancelled', { detail: { meetingId: next }, to: 'meeting-held' });
      expect((await reply(id)).body).toMatchObject({ kind: 'repliedByWindow', status: 'replied' });
    });
  });
});
