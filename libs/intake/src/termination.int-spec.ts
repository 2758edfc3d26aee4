import { MONDAY, problem, Reception } from '../test/reception.js';

const TERMINATION = { reason: 'litigation', explanation: '该事项已进入诉讼程序，依法由法院处理。' };

describe('终止', () => {
  let reception: Reception;
  beforeAll(async () => {
    reception = await Reception.open();
  });
  afterAll(() => reception.close());
  beforeEach(() => reception.clock.set(MONDAY));

  const ask = (id: string, body: object = TERMINATION) => reception.act(id, 'termination', body);
  const decide = (id: string, body: object, who = reception.app.as('leader')) =>
    who.post(`/v1/complaints/${id}/termination/decision`, body);
  const waiting = async () => {
    const { body } = await reception.app.as('leader').get('/v1/worklists/termination-pending?scope=hall&limit=100');
    return body.items.map((item: { id: string }) => item.id);
  };

  async function underWay(): Promise<{ id: string; number: string; queryCode: string }> {
    const registered = await reception.register();
    await reception.accept(registered.id);
    return registered;
  }

  it('ends a matter under way with a leader’s approval, every clock with it; only then the citizen reads why', async () => {
    const { id, number, queryCode } = await underWay();
    const told = async () => (await reception.app.anyone.post('/v1/public/status', { number, queryCode })).body;
    expect(await ask(id)).toMatchObject({ status: 200, body: { kind: 'terminationAsked', status: 'accepted' } });
    expect(await waiting()).toContain(id);
    expect(JSON.stringify(await told())).not.toContain(TERMINATION.explanation);
    reception.clock.set('2026-03-03T09:00:00+08:00');
    const { status, body } = await decide(id, { granted: true, comment: '同意，做好解释。' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ kind: 'terminated', status: 'terminated' });
    expect(body.clocks).toMatchObject([{ kind: 'case', endedAt: body.at, overdueAt: null }]);
    expect(await waiting()).not.toContain(id);
    expect(JSON.stringify(await told())).toContain(TERMINATION.explanation);
    const acts = await reception.app.ownerQuery(
      'select kind, actor, detail from casebook.act where case_id = $1 and seq > 2 order by seq',
      [id],
    );
    expect(acts).toEqual([
      { kind: 'terminationAsked', actor: 'clerk-1', detail: { reason: 'litigation' } },
      { kind: 'terminated', actor: 'leader-1', detail: { reason: 'litigation', askedIn: 3 } },
    ]);
  });

  it('that a leader refuses changes nothing, and may be asked for again', async () => {
    const { id } = await underWay();
    await ask(id);
    expect(await decide(id, { granted: false, comment: '仍属受理范围。' })).toMatchObject({
      status: 200,
      body: { kind: 'terminationRefused', status: 'accepted', clocks: [] },
    });
    expect(await waiting()).not.toContain(id);
    expect(await decide(id, { granted: true })).toEqual(problem(409, 'no-termination-asked'));
    expect((await ask(id)).status).toBe(200);
  });

  it('is asked for once, while the matter is under way, with a reason of the catalogue', async () => {
    const registered = await reception.register();
    expect(await ask(registered.id)).toEqual(problem(409, 'not-allowed-now'));
    const { id } = await underWay();
    expect((await ask(id, { ...TERMINATION, reason: 'no-such-reason' })).status).toBe(422);
    expect((await ask(id, { reason: 'litigation' })).status).toBe(400);
    await ask(id);
    expect(await ask(id)).toEqual(problem(409, 'termination-pending'));
  });

  it('is decided by a leader who is not the one asking', async () => {
    const { id } = await underWay();
    await ask(id);
    const asker = reception.app.as('leader', { subject: 'clerk-1' });
    expect(await decide(id, { granted: true }, asker)).toEqual(problem(409, 'own-termination'));
    expect((await decide(id, { granted: true }, reception.app.as('clerk'))).status).toBe(403);
    expect((await decide(id, { granted: true })).status).toBe(200);
  });

  it('lapses when the matter was answered meanwhile: in a later round it is asked for anew', async () => {
    const { id } = await underWay();
    await ask(id);
    const sent = await reception.dispatch(id, 'scjg');
    const reply = {
      dispatchId: sent[0]!,
      department: 'scjg',
      outcome: 'not-solved',
      final: true,
      late: false,
    } as const;
    await reception.cases.act(id, 'replied', { detail: reply, to: 'replied' });
    expect(await decide(id, { granted: true })).toEqual(problem(409, 'not-allowed-now'));
    await reception.cases.act(id, 'followUpOpened', { detail: { excluded: null }, to: 'follow-up' });
    await reception.cases.act(id, 'graded', { detail: { grade: 'dissatisfied' }, to: 'dissatisfied' });
    const rework = { round: 1, clockId: 'case:2', previousClockId: 'case' };
    await reception.cases.act(id, 'reworkOpened', { detail: rework, to: 'accepted' });
    expect(await waiting()).not.toContain(id);
    expect(await decide(id, { granted: true })).toEqual(problem(409, 'no-termination-asked'));
    expect((await ask(id)).status).toBe(200);
  });
});
