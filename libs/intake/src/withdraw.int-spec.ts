import { MONDAY, problem, Reception } from '../test/reception.js';

describe('撤回', () => {
  let reception: Reception;

  beforeAll(async () => {
    reception = await Reception.open();
  });
  afterAll(() => reception.close());
  beforeEach(() => reception.clock.set(MONDAY));

  const withdraw = (id: string, more: object = {}, headers = {}) =>
    reception.act(id, 'withdraw', { confirmedBy: 'phone', ...more }, headers);

  it('by the clerk ends every clock, and keeps how it was confirmed and what was said', async () => {
    const { id } = await reception.register();
    await reception.accept(id);
    await reception.dispatch(id, 'scjg');
    reception.clock.set('2026-03-04T17:00:00+08:00');
    const { status, body } = await withdraw(id, { note: '王小明称已办好' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      kind: 'withdrawn',
      status: 'withdrawn',
      clocks: [{ clockId: 'case', overdueAt: null }],
    });
    const row = await reception.row(id);
    expect(row).toMatchObject({ status: 'withdrawn', due_at: null, overdue: false });
    expect(row['clocks'].every((clock: any) => clock.endedAt !== null)).toBe(true);
    const { items } = (await reception.app.as('leader').get(`/v1/complaints/${id}/timeline`)).body;
    expect(items.at(-1)).toMatchObject({
      label: '反映人撤回',
      statusLabel: '已撤回',
      detail: { confirmedBy: 'phone' },
      texts: [{ kind: 'withdrawal-note', body: '王小明称已办好' }],
    });
    expect(await withdraw(id)).toEqual(problem(409, 'not-allowed-now'));
    expect(await reception.accept(id)).toEqual(problem(409, 'not-allowed-now'));
  });

  it('after the deadline leaves the case overdue', async () => {
    const { id } = await reception.register();
    await reception.accept(id);
    reception.clock.set('2026-03-04T17:00:00.001+08:00');
    expect((await withdraw(id)).body.clocks).toMatchObject([
      { clockId: 'case', overdueAt: '2026-03-04T09:00:00.000Z' },
    ]);
    expect(await reception.row(id)).toMatchObject({ overdue: true });
  });

  it('is not for a case whose handling is over, nor for others than clerks', async () => {
    const { id } = await reception.register();
    await reception.act(id, 'decline', { reason: 'petition', explanation: '请到信访部门' });
    expect(await withdraw(id)).toEqual(problem(409, 'not-allowed-now'));
    const other = (await reception.register()).id;
    expect(await withdraw(other, { confirmedBy: 'public' })).toEqual(problem(400, 'request-invalid'));
    expect(await withdraw(other, {}, { 'if-match': '"2"' })).toEqual(problem(412, 'stale-version'));
    const url = `/v1/complaints/${other}/withdraw`;
    expect((await reception.app.as('department').post(url, { confirmedBy: 'phone' })).status).toBe(403);
  });

  describe('by the citizen', () => {
    const ask = (body: object) => reception.app.anyone.post('/v1/public/withdraw', body);

    it('takes two steps: the first changes nothing, the second with its confirmation withdraws', async () => {
      const { id, number, queryCode } = await reception.register();
      const first = await ask({ number, queryCode });
      expect(first.body).toMatchObject({ number, withdrawn: false, expiresAt: '2026-03-02T01:10:00.000Z' });
      expect(await reception.row(id)).toMatchObject({ status: 'registered', seq: 1 });
      const { confirmation } = first.body;
      const second = await ask({ number: number.toLowerCase(), queryCode, confirmation });
      expect(second.body).toEqual({ number, status: '已撤回', withdrawn: true, confirmation: null, expiresAt: null });
      const { items } = (await reception.app.as('clerk').get(`/v1/complaints/${id}/timeline`)).body;
      expect(items.at(-1)).toMatchObject({ actor: 'citizen', role: 'citizen', detail: { confirmedBy: 'public' } });
      expect(await ask({ number, queryCode, confirmation })).toEqual(problem(409, 'not-withdrawable'));
    });

    it('refuses confirmations that are forged, expired or another case’s, and wrong codes', async () => {
      const one = await reception.register();
      const other = await reception.register();
      const asked = { number: one.number, queryCode: one.queryCode };
      const { confirmation } = (await ask(asked)).body;
      const foreign = (await ask({ number: other.number, queryCode: other.queryCode })).body.confirmation;
      const [expires, seal] = confirmation.split('.');
      const forged = [foreign, `${Number(expires) + 1}.${seal}`, `${expires}.`, 'x', ''];
      for (const wrong of forged) {
        expect(await ask({ ...asked, confirmation: wrong })).toEqual(problem(409, 'confirmation-invalid'));
      }
      expect(await ask({ ...asked, queryCode: other.queryCode, confirmation })).toEqual(
        problem(404, 'status-not-found'),
      );
      reception.clock.set('2026-03-02T09:10:00.001+08:00');
      expect(await ask({ ...asked, confirmation })).toEqual(problem(409, 'confirmation-invalid'));
      expect(await reception.row(one.id)).toMatchObject({ status: 'registered', seq: 1 });
      reception.clock.set('2026-03-02T09:10:00+08:00');
      expect((await ask({ ...asked, confirmation })).body.withdrawn).toBe(true);
    });

    it('once of two at the same moment', async () => {
      const { id, number, queryCode } = await reception.register();
      const { confirmation } = (await ask({ number, queryCode })).body;
      const answers = await Promise.all([1, 2].map(() => ask({ number, queryCode, confirmation })));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(await reception.row(id)).toMatchObject({ seq: 2 });
    });

    it('answers a number twenty times a minute, and waits after wrong codes before', async () => {
      const codes: string[] = [];
      for (let tries = 0; tries < 21; tries += 1) codes.push((await ask({ number: 'x', queryCode: 'x' })).body.code);
      const unknown = Array<string>(5).fill('status-not-found');
      expect(codes).toEqual([...unknown, ...Array<string>(15).fill('code-locked'), 'too-many-requests']);
    });
  });
});
