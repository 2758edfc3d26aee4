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
