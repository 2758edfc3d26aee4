import { startClock } from '@bancheng/domain';
import { allPages, MONDAY, Reception } from '../test/reception.js';

describe('工作清单', () => {
  let reception: Reception;

  beforeAll(async () => {
    reception = await Reception.open();
  });
  afterAll(() => reception.close());
  beforeEach(() => reception.clock.set(MONDAY));

  const list = async (name: string, jurisdiction: string, query = '') =>
    (await reception.app.as('clerk', { jurisdiction }).get(`/v1/worklists/${name}${query}`)).body.items as any[];
  const registered = async (jurisdiction: string): Promise<string> =>
    (await reception.register({}, { jurisdiction })).id;
  const decide = (id: string, act: string, body: object, jurisdiction: string) =>
    reception.app.as('clerk', { jurisdiction }).post(`/v1/complaints/${id}/${act}`, body);

  it('shows what a clerk needs to see of a case', async () => {
    const person = { jurisdiction: '370401' };
    const { id, number } = await reception.register({ record: '办'.repeat(100) }, person);
    expect(await list('open', '370401')).toEqual([
      {
        id,
        number,
        status: 'registered',
        statusLabel: '已登记，待受理',
        type: null,
        matterKinds: ['repeated-visits'],
        channel: 'window',
        handler: 'clerk-1',
        handlerName: 'clerk-1',
        registeredAt: '2026-03-02T01:00:00.000Z',
        dueAt: '2026-03-03T09:00:00.000Z',
        remainingWorkingDays: 1,
        overdue: false,
        name: '王小明',
        phone: '13800000000',
        summary: '办'.repeat(60),
      },
    ]);
  });

  it('has the cases whose number a call found wrong, until the clerk corrects it', async () => {
    const jurisdiction = '370413';
    const id = await registered(jurisdiction);
    const clerk = reception.app.as('clerk', { jurisdiction });
    await decide(id, 'answer', { answer: '已说明。' }, jurisdiction);
    await reception.cases.act(id, 'followUpOpened', { detail: { excluded: null }, to: 'follow-up' });
    expect(await list('wrong-number', jurisdiction)).toEqual([]);
    const detail = { attempt: 1, result: 'wrong-number', unreachable: false } as const;
    await reception.cases.act(id, 'contactTried', { detail, to: 'follow-up' });
    expect(await list('wrong-number', jurisdiction)).toMatchObject([{ id }]);
    const { headers } = await clerk.get(`/v1/complaints/${id}`);
    const correction = { reason: '反映人另留号码', phone: null };
    const amended = await clerk.patch(`/v1/complaints/${id}`, correction, { 'if-match': headers['etag'] as string });
    expect(amended.status).toBe(200);
    expect(await list('wrong-number', jurisdiction)).toEqual([]);
  });

  it('has what came back as beyond local authority, by its department or by a leader’s ruling, until the clerk decided', async () => {
    const jurisdiction = '370414';
    const clerk = reception.app.as('clerk', { jurisdiction });
    const id = await registered(jurisdiction);
    await decide(id, 'accept', { type: 'general' }, jurisdiction);
    const listed = async () => ({
      items: (await list('to-transfer', jurisdiction)).map((item) => item.id as string),
      slip: (await clerk.get(`/v1/complaints/${id}`)).body.slipBeyondAuthority as string | null,
    });
    const returned = (dispatchId: string, proposedDepartment: string | null, toLeader: boolean) =>
      reception.cases.act(id, 'returned', {
        detail: { dispatchId, department: 'scjg', proposedDepartment, toLeader },
        to: toLeader ? 'dispatched' : 'accepted',
      });
    const [first] = await reception.dispatch(id, 'scjg');
    await returned(first!, 'bdc', false);
    expect(await listed()).toEqual({ items: [], slip: null });
    const [second] = await reception.dispatch(id, 'scjg');
    await returned(second!, null, false);
    expect(await listed()).toEqual({ items: [id], slip: second });
    const [third] = await reception.dispatch(id, 'scjg');
    expect(await listed()).toEqual({ items: [], slip: null });
    await returned(third!, null, true);
    expect(await listed()).toEqual({ items: [], slip: null });
    await reception.cases.act(id, 'returnRuled', {
      detail: { dispatchId: third!, department: 'scjg', ruledDepartment: null, dispatches: [], departments: ['scjg'] },
      to: 'accepted',
    });
    expect(await listed()).toEqual({ items: [id], slip: third });
    await reception.cases.act(id, 'transferred', { detail: { transferId: third!, agency: 'shengting' } });
    expect(await listed()).toEqual({ items: [], slip: null });
  });

  describe('holds a general matter of Monday, due on Wednesday, by the instant alone', () => {
    const jurisdiction = '370402';

    beforeAll(async () => {
      reception.clock.set(MONDAY);
      await decide(await registered(jurisdiction), 'accept', { type: 'general' }, jurisdiction);
    });

    it.each<[string, string[], boolean]>([
      ['2026-03-03T16:59:59.999+08:00', ['open'], false],
      ['2026-03-03T17:00:00.000+08:00', ['open', 'yellow'], false],
      ['2026-03-03T23:59:59.999+08:00', ['open', 'yellow'], false],
      ['2026-03-04T00:00:00.000+08:00', ['open', 'due-today', 'yellow'], false],
      ['2026-03-04T17:00:00.000+08:00', ['open', 'due-today', 'yellow'], false],
      ['2026-03-04T17:00:00.001+08:00', ['open', 'due-today', 'red'], true],
      ['2026-03-04T23:59:59.999+08:00', ['open', 'due-today', 'red'], true],
      ['2026-03-05T00:00:00.000+08:00', ['open', 'red'], true],
    ])('at %s: %j', async (at, expected, overdue) => {
      reception.clock.set(at);
      const holding: string[] = [];
      for (const name of ['open', 'due-today', 'yellow', 'red', 'unassigned']) {
        const items = await list(name, jurisdiction);
        if (items.length > 0) holding.push(name);
        for (const item of items) expect(item.overdue).toBe(overdue);
      }
      expect(holding).toEqual(expected);
    });
  });

  it('holds a case by any of its running deadlines: a slip due today while the case’s own is late, a commitment in its last day', async () => {
    const jurisdiction = '370408';
    const id = await registered(jurisdiction);
    await decide(id, 'accept', { type: 'general' }, jurisdiction);
    const clock = (clockId: string, kind: 'dispatch' | 'commitment', dueAt: string, yellowAt: string | null) =>
      startClock({ clockId, kind, department: 'scjg' }, reception.clock.now(), {
        ...{ dueAt, yellowAt, provisional: false, calendarVersion: 'test' },
      });
    const slip = clock('dispatch:1', 'dispatch', '2026-03-06T09:00:00.000Z', null);
    const promise = clock('commitment:1', 'commitment', '2026-03-09T09:00:00.000Z', '2026-03-06T09:00:00.000Z');
    const sent = { dispatches: [], departments: [] };
    await reception.cases.act(id, 'dispatched', { detail: sent, clocks: [slip, promise] });
    reception.clock.set('2026-03-06T16:00:00+08:00');
    expect(await list('red', jurisdiction)).toMatchObject([{ id, dueAt: '2026-03-04T09:00:00.000Z' }]);
    expect(await list('due-today', jurisdiction)).toMatchObject([{ id }]);
    expect(await list('yellow', jurisdiction)).toEqual([]);
    reception.clock.set('2026-03-06T17:00:00+08:00');
    expect(await list('yellow', jurisdiction)).toMatchObject([{ id }]);
  });

  it('gives no yellow warning before acceptance, but a red one after its day', async () => {
    const jurisdiction = '370403';
    const id = await registered(jurisdiction);
    reception.clock.set('2026-03-03T17:00:00+08:00');
    expect(await list('yellow', jurisdiction)).toEqual([]);
    expect(await list('due-today', jurisdiction)).toMatchObject([{ id }]);
    reception.clock.set('2026-03-03T17:00:00.001+08:00');
    expect(await list('red', jurisdiction)).toMatchObject([{ id, overdue: true, remainingWorkingDays: 0 }]);
  });

  it('is the clerk’s own or the whole hall’s, of one jurisdiction', async () => {
    const jurisdiction = '370404';
    const id = await registered(jurisdiction);
    const other = (await reception.register({}, { jurisdiction, subject: 'clerk-2' })).id;
    await registered('370405');
    expect((await list('open', jurisdiction)).map((item) => item.id)).toEqual([id]);
    const hall = await list('open', jurisdiction, '?scope=hall');
    expect(hall.map((item) => item.id)).toEqual([id, other].sort());
  });

  it('leaves closed cases out', async () => {
    const jurisdiction = '370406';
    const id = await registered(jurisdiction);
    await decide(id, 'decline', { reason: 'litigation', explanation: '请走诉讼程序' }, jurisdiction);
    await reception.cases.act(id, 'followUpOpened', { detail: { excluded: 'anonymous' }, to: 'followed-up' });
    expect(await list('open', jurisdiction)).toMatchObject([{ id, dueAt: null, remainingWorkingDays: null }]);
    await reception.cases.act(id, 'closed', { detail: {} });
    expect(await list('open', jurisdiction)).toEqual([]);
  });

  it('comes page by page, the next deadline first, those without one last, none twice', async () => {
    const jurisdiction = '370407';
    const ids: string[] = [];
    for (let count = 0; count < 7; count++) ids.push(await registered(jurisdiction));
    const [answered, declined, late, ...same] = ids as [string, string, string, ...string[]];
    await decide(answered, 'answer', { answer: '已办好' }, jurisdiction);
    await decide(declined, 'decline', { reason: 'petition', explanation: '请到信访部门' }, jurisdiction);
    await decide(late, 'accept', { type: 'complex' }, jurisdiction);
    const clerk = reception.app.as('clerk', { jurisdiction });
    const items = await allPages((cursor) =>
      clerk.get(`/v1/worklists/open?limit=2${cursor === undefined ? '' : `&cursor=${cursor}`}`),
    );
    expect(items.map((item) => item.id)).toEqual([...same.sort(), late, ...[answered, declined].sort()]);
  });
});
