import { MONDAY, problem, Reception } from '../test/reception.js';

describe('受理、不予受理、当场答复', () => {
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
});
