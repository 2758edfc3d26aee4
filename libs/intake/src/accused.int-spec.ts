import { FORM, MONDAY, problem, Reception } from '../test/reception.js';

const HALL = { matterKinds: ['repeated-visits', 'conduct'], accused: [{ department: null }] };
const CLERK_3 = { matterKinds: ['conduct'], accused: [{ department: null, subject: 'clerk-3', person: '赵某' }] };

describe('被反映人', () => {
  let reception: Reception;

  beforeAll(async () => {
    reception = await Reception.open();
    await reception.app.putPeople('clerk', ['clerk-1', 'clerk-2', 'clerk-3']);
  });
  afterAll(() => reception.close());
  beforeEach(() => reception.clock.set(MONDAY));

  const clerk = (subject = 'clerk-1') => reception.app.as('clerk', { subject });
  const accept = (id: string, subject?: string) =>
    clerk(subject).post(`/v1/complaints/${id}/accept`, { type: 'general' });
  const handOver = (id: string, from: string, to: string, by = reception.app.as('leader')) =>
    by.post('/v1/handovers', { from, to, complaintIds: [id] });

  it('several units and a person are kept with the matter of several kinds; names never in acts and events', async () => {
    const matter = {
      matterKinds: ['repeated-visits', 'conduct'],
      accused: [
        { department: 'scjg', subject: null, person: '李某某' },
        { department: 'bdc', subject: null, person: null },
      ],
    };
    const { id } = await reception.register(matter);
    expect((await clerk().get(`/v1/complaints/${id}`)).body).toMatchObject(matter);
    const told = await reception.app.ownerQuery(
      `select detail::text from casebook.act where case_id = $1
       union all select payload::text from casebook.outbox where case_id = $1`,
      [id],
    );
    expect(JSON.stringify(told)).not.toMatch(/李某某|subject.{0,5}clerk/);
    expect(JSON.stringify(told)).toContain('scjg');
  });

  it.each([
    ['no kind', { matterKinds: [] }, '/matterKinds'],
    ['a kind twice', { matterKinds: ['conduct', 'conduct'] }, '/matterKinds'],
    ['a unit twice', { accused: [{ department: 'scjg' }, { department: 'scjg' }] }, '/accused'],
    ['an account in a department', { accused: [{ department: 'scjg', subject: 'x' }] }, '/accused/0/subject'],
    ['too many', { accused: Array.from({ length: 11 }, (_, n) => ({ department: `d${n}` })) }, '/accused'],
  ])('refuses %s', async (_what, form, pointer) => {
    const errors = [expect.objectContaining({ pointer })];
    expect(await clerk().post('/v1/complaints', { ...FORM, ...form })).toEqual(problem(400, 'request-invalid', errors));
  });

  it('an accused clerk neither writes the matter down, nor takes it, gets it, or knows who complained', async () => {
    const url = '/v1/complaints';
    expect(await clerk('clerk-3').post(url, { ...FORM, ...CLERK_3 })).toEqual(problem(403, 'accused-person'));
    const { id } = await reception.register(CLERK_3);
    expect((await clerk('clerk-3').get(`${url}/${id}`)).body).toMatchObject({ name: null, withheld: true });
    expect(await accept(id, 'clerk-3')).toEqual(problem(403, 'accused-person'));
    expect(await handOver(id, 'clerk-1', 'clerk-3')).toEqual(problem(403, 'accused-person'));
    expect((await accept(id)).status).toBe(200);
  });

  it('a matter about the hall itself waits for the clerk whom a leader names', async () => {
    const { id } = await reception.register(HALL);
    const view = async (subject: string) => (await clerk(subject).get(`/v1/complaints/${id}`)).body;
    expect(await view('clerk-1')).toMatchObject({ handler: 'unassigned', name: null, withheld: true });
    expect(await accept(id)).toEqual(problem(403, 'leader-assigns'));
    expect((await handOver(id, 'unassigned', 'clerk-2')).status).toBe(200);
    expect(await view('clerk-2')).toMatchObject({ name: FORM.name, withheld: false });
    expect(await accept(id, 'clerk-1')).toEqual(problem(403, 'leader-assigns'));
    expect((await accept(id, 'clerk-2')).status).toBe(200);
    expect(await handOver(id, 'clerk-2', 'clerk-1', clerk('clerk-2'))).toEqual(problem(403, 'leader-assigns'));
  });

  it('is not found by what the citizen is called, where the searcher may not know that', async () => {
    const { number } = await reception.register({ ...HALL, name: '欧阳若兰', phone: '13911112222' });
    const found = async (criteria: object, by = clerk()) => {
      const { items } = (await by.post('/v1/complaints/search', criteria)).body;
      return items.map((item: { number: string }) => item.number);
    };
    for (const criteria of [{ words: '欧阳若兰' }, { phone: '13911112222' }]) {
      expect(await found(criteria)).toEqual([]);
      expect(await found(criteria, reception.app.as('leader'))).toEqual([number]);
    }
    expect(await found({ number })).toEqual([number]);
  });

  it('a correction that accuses the clerk of the case, or the hall, takes the case from them', async () => {
    const amend = (id: string, change: object) =>
      reception.app
        .as('leader')
        .patch(`/v1/complaints/${id}`, { reason: '来电更正', ...change }, { 'if-match': '"1"' });
    for (const change of [{ accused: [{ department: null, subject: 'clerk-1' }] }, HALL]) {
      const { id } = await reception.register();
      expect((await amend(id, change)).status).toBe(200);
      expect(await reception.row(id)).toMatchObject({ handler: 'unassigned' });
    }
  });
});
