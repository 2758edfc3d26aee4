import { MONDAY, problem, Reception } from '../test/reception.js';

describe('备注', () => {
  let reception: Reception;
  beforeAll(async () => {
    reception = await Reception.open();
  }, 60_000);
  afterAll(() => reception.close());
  beforeEach(() => reception.clock.set(MONDAY));

  const NOTE = '反映人下午再来，请先备好材料';
  const timeline = async (id: string, as = reception.app.as('clerk')) =>
    (await as.get(`/v1/complaints/${id}/timeline`)).body.items as { kind: string; texts: { body: string }[] }[];

  it('stands in the case’s timeline for the hall, and changes nothing else', async () => {
    const { id } = await reception.register();
    const before = (await reception.app.as('clerk').get(`/v1/complaints/${id}`)).body;
    expect(await reception.act(id, 'notes', { note: NOTE })).toMatchObject({
      status: 200,
      body: { kind: 'noteAdded', status: before.status, clocks: [] },
    });
    expect((await timeline(id)).at(-1)).toMatchObject({ kind: 'noteAdded', texts: [{ body: NOTE }] });
    expect((await reception.app.as('clerk').get(`/v1/complaints/${id}`)).body.clocks).toEqual(before.clocks);
  });

  it('is not seen by a department that has a part in the case', async () => {
    const { id } = await reception.register();
    await reception.accept(id);
    await reception.dispatch(id, 'scjg');
    await reception.act(id, 'notes', { note: NOTE });
    const seen = await timeline(id, reception.app.as('department', { department: 'scjg' }));
    expect(seen.map(({ kind }) => kind)).toContain('accepted');
    expect(JSON.stringify(seen)).not.toContain(NOTE);
    expect(seen.map(({ kind }) => kind)).not.toContain('noteAdded');
  });

  it('is refused without words, and from others than clerks', async () => {
    const { id } = await reception.register();
    expect(await reception.act(id, 'notes', { note: '  ' })).toMatchObject({ status: 400 });
    for (const role of ['leader', 'department', 'follow-up-officer', 'admin'] as const) {
      const answer = await reception.app.as(role).post(`/v1/complaints/${id}/notes`, { note: NOTE });
      expect(answer.status).toBe(403);
    }
    const elsewhere = reception.app.as('clerk', { jurisdiction: '370403' });
    expect(await elsewhere.post(`/v1/complaints/${id}/notes`, { note: NOTE })).toEqual(
      problem(404, 'complaint-not-found'),
    );
  });
});

describe('原因分类', () => {
  let reception: Reception;
  beforeAll(async () => {
    reception = await Reception.open();
  }, 60_000);
  afterAll(() => reception.close());
  beforeEach(() => reception.clock.set(MONDAY));

  const asked = async () =>
    ((await reception.app.as('clerk').get('/v1/worklists/without-cause')).body.items as { id: string }[]).map(
      ({ id }) => id,
    );
  const record = (id: string, cause: string, change: string | null = null) =>
    reception.act(id, 'cause', { cause, change });

  it('is asked for in the worklist once a matter was handled, until it is given; the last word counts', async () => {
    const { id } = await reception.register();
    expect(await record(id, 'guide')).toEqual(problem(409, 'not-allowed-now'));
    await reception.act(id, 'answer', { answer: '已当场办好' });
    expect(await asked()).toEqual([id]);
    expect((await record(id, 'papers')).status).toBe(200);
    expect((await record(id, 'guide', '办事指南第三条未写明须带原件')).status).toBe(200);
    expect(await asked()).toEqual([]);
    const { items } = (await reception.app.as('leader').get(`/v1/complaints/${id}/timeline`)).body;
    expect(items.at(-1)).toMatchObject({
      kind: 'causeRecorded',
      detail: { cause: 'guide', changeNeeded: true },
      texts: [{ kind: 'change-needed', body: '办事指南第三条未写明须带原件' }],
    });
  });

  it('holds up no closing, is asked for after it for thirty days, and may be given later still', async () => {
    const { id } = await reception.register();
    await reception.act(id, 'answer', { answer: '已当场办好' });
    await reception.cases.act(id, 'followUpOpened', { detail: { excluded: 'anonymous' }, to: 'followed-up' });
    await reception.cases.act(id, 'closed', { detail: {}, patch: { closedAt: reception.clock.now() } });
    expect(await asked()).toContain(id);
    reception.clock.set('2026-04-02T09:00:00+08:00');
    expect(await asked()).not.toContain(id);
    expect((await record(id, 'other')).status).toBe(200);
  });

  it('is one of the hall’s catalogue', async () => {
    const { id } = await reception.register();
    await reception.act(id, 'answer', { answer: '已当场办好' });
    expect(await record(id, 'weather')).toMatchObject({
      status: 422,
      body: { code: 'catalogue-code-unknown', errors: [{ pointer: '/cause' }] },
    });
    expect((await reception.act(id, 'cause', { cause: 'other' })).status).toBe(400);
  });
});
