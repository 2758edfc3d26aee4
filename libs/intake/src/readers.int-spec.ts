import { randomUUID } from 'node:crypto';
import type { Answer, Caller, Person } from '@bancheng/testing';
import { MONDAY, problem, Reception } from '../test/reception.js';

/** However it is written. */
const IDENTITY = /王\s*小\s*明|138\D?0000\D?0000/;
const TELLING = {
  record: '王 小明（138-0000-0000）到窗口三次，工作人员态度差',
  remarks: '王小明下午再来',
  attachments: [{ fileName: '王小明录音.mp3', mediaType: 'audio/mpeg', size: 9, sha256: 'b'.repeat(64) }],
};

describe('读者', () => {
  let reception: Reception;

  beforeAll(async () => {
    reception = await Reception.open();
    await reception.app.putPeople('clerk', ['clerk-1', 'clerk-2']);
  });
  afterAll(() => reception.close());
  beforeEach(() => reception.clock.set(MONDAY));

  const department = (code: string) => reception.app.as('department', { department: code });
  const clerkOf = (code: string) => reception.app.as('clerk', { department: code });
  const bothViews = (reader: Caller, id: string): Promise<Answer[]> =>
    Promise.all([reader.get(`/v1/complaints/${id}`), reader.get(`/v1/complaints/${id}/timeline`)]);

  /** Accepted, dispatched to these departments, a text naming the citizen on each slip. */
  async function dispatched(form: object, departments: readonly string[], person: Person = {}): Promise<string> {
    const { id } = await reception.register({ ...TELLING, ...form }, person);
    await reception.accept(id);
    const dispatches = await reception.dispatch(id, ...departments);
    for (const [index, ref] of dispatches.entries()) {
      const body = `请联系王小明，13800000000（${departments[index]}）`;
      await reception.cases.say(id, { seq: index + 2, kind: 'reply', ref, body });
    }
    return id;
  }

  const conduct = { matterKinds: ['conduct'], accused: [{ department: 'scjg' }] };

  it.each<[string, object, readonly string[]]>([
    ['the accused department of a complaint about conduct', conduct, ['scjg']],
    ['every department of one that accuses none', { ...conduct, accused: [] }, ['scjg', 'bdc']],
    ['every department where confidence was asked', { confidential: true, accused: [] }, ['scjg', 'bdc']],
  ])('%s does not learn who the citizen is', async (_who, form, codes) => {
    const id = await dispatched(form, codes);
    for (const code of codes) {
      const system = reception.app.as('department-system', { department: code });
      for (const reader of [department(code), system]) {
        const [view, timeline] = await bothViews(reader, id);
        expect(view!.body).toMatchObject({ name: null, phone: null, withheld: true, slip: null });
        expect(timeline!.body.items.at(1).texts).toHaveLength(code === 'scjg' ? 1 : 0);
        expect(JSON.stringify([view!.body, timeline!.body])).not.toMatch(IDENTITY);
      }
    }
  });

  it('another department and the hall do learn it', async () => {
    const id = await dispatched(conduct, ['bdc']);
    for (const reader of [department('bdc'), reception.app.as('clerk'), reception.app.as('follow-up-officer')]) {
      const [view, timeline] = await bothViews(reader, id);
      expect(view!.body).toMatchObject({ name: '王小明', phone: '13800000000', withheld: false });
      expect(JSON.stringify(timeline!.body)).toMatch(IDENTITY);
    }
  });

  it('nor does a clerk of the accused department, by slips, lists or searches', async () => {
    const person = { jurisdiction: '370402' };
    await reception.app.putDepartments(['scjg'], person.jurisdiction);
    const { id, number } = await reception.register({ ...TELLING, ...conduct, confidential: false }, person);
    const accused = reception.app.as('clerk', { ...person, department: 'scjg' });
    const found = async (criteria: object, reader = accused) =>
      (await reader.post('/v1/complaints/search', criteria)).body.items as any[];
    const [view, timeline] = await bothViews(accused, id);
    const lists = [(await accused.get('/v1/worklists/open')).body, await found({ number })];
    expect(view!.body).toMatchObject({ withheld: true, slip: { remarks: '反映人下午再来' } });
    expect(lists).toMatchObject([{ items: [{ id, name: null, phone: null }] }, [{ id, name: null, phone: null }]]);
    expect(JSON.stringify([view!.body, timeline!.body, lists])).not.toMatch(IDENTITY);
    for (const criteria of [{ phone: '13800000000' }, { words: '王小明' }, { number, words: '王小明' }]) {
      expect(await found(criteria)).toEqual([]);
      expect(await found(criteria, reception.app.as('clerk', { ...person, department: 'bdc' }))).toHaveLength(1);
      expect(await found(criteria, reception.app.as('clerk', person))).toHaveLength(1);
    }
  });

  it('a department sees its own part alone', async () => {
    const id = await dispatched({}, ['bdc', 'yb']);
    const [view, timeline] = await bothViews(department('bdc'), id);
    expect(view!.body).toMatchObject({ departments: ['bdc'], withheld: false, slip: null });
    const sent = timeline!.body.items.at(-1);
    expect(sent.detail).toMatchObject({ departments: ['bdc'], dispatches: [{ department: 'bdc' }] });
    expect(JSON.stringify(timeline!.body)).not.toContain('（yb）');
    expect(JSON.stringify([view!.body, timeline!.body])).not.toContain('"yb"');
    for (const answer of await bothViews(department('scjg'), id)) {
      expect(answer).toEqual(problem(404, 'complaint-not-found'));
    }
    const namesake = reception.app.as('department', { department: 'bdc', jurisdiction: '370403' });
    for (const answer of await bothViews(namesake, id)) expect(answer).toEqual(problem(404, 'complaint-not-found'));
  });

  it('a department sees the 批示 given to it, and no other', async () => {
    const id = await dispatched({}, ['bdc', 'yb']);
    for (const department of ['bdc', 'yb', null]) {
      const detail = { instructionId: randomUUID(), department, noticeId: null };
      const text = { kind: 'leader-instruction' as const, ref: detail.instructionId, body: `批示：${department}` };
      await reception.cases.act(id, 'instructed', { detail, texts: [text] });
    }
    const items = (await department('bdc').get(`/v1/complaints/${id}/timeline`)).body.items;
    const instructed = items.filter(({ kind }: { kind: string }) => kind === 'instructed');
    expect(instructed.map(({ texts }: any) => texts.map(({ body }: any) => body))).toEqual([['批示：bdc']]);
    const whole = JSON.stringify((await reception.app.as('clerk').get(`/v1/complaints/${id}/timeline`)).body);
    for (const text of ['批示：bdc', '批示：yb', '批示：null']) expect(whole).toContain(text);
  });

  it('the timeline tells every act in order and in Chinese', async () => {
    const { id } = await reception.register();
    reception.clock.set('2026-03-02T10:00:00+08:00');
    await reception.accept(id);
    await reception.app.as('leader').post('/v1/handovers', { from: 'clerk-1', to: 'clerk-2', complaintIds: [id] });
    await reception.dispatch(id, 'bdc');
    const { items } = (await clerkOf('bdc').get(`/v1/complaints/${id}/timeline`)).body;
    const told = items.map((item: any) => [item.seq, item.label, item.statusLabel, item.role, item.actor]);
    expect(told).toEqual([
      [1, '登记', '已登记，待受理', 'clerk', 'clerk-1'],
      [2, '受理', '已受理', 'clerk', 'clerk-1'],
      [3, '交接', '已受理', 'leader', 'leader-1'],
      [4, '转办', '已转办', 'clerk', 'clerk-1'],
    ]);
    const names = items.map((item: any) => item.actorName);
    expect(names).toEqual(['name of clerk-1', 'name of clerk-1', 'leader-1', 'name of clerk-1']);
    expect(items.map((item: any) => item.clocks.map((clock: any) => clock.clockId))).toEqual([
      ['acceptance'],
      ['acceptance', 'case'],
      [],
      [],
    ]);
    expect(items[1]).toMatchObject({ at: '2026-03-02T02:00:00.000Z', origin: 'api', detail: { type: 'general' } });
    const forDepartment = (await department('bdc').get(`/v1/complaints/${id}/timeline`)).body.items;
    expect(forDepartment.map((item: any) => item.label)).toEqual(['登记', '受理', '转办']);
  });
});
