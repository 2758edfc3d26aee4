import { randomUUID } from 'node:crypto';
import { commitmentClock, dispatchClock, startClock } from '@bancheng/domain';
import { conductOf, until } from '@bancheng/testing';
import { Hall, STARTS_WITHIN_MS, marchClose, MONDAY } from '../test/hall.js';
import { SuccessionKeeper } from './application/succession-keeper.js';

const TUESDAY = '2026-03-03T10:00:00+08:00';

describe('A department that is stopped with a successor', () => {
  let hall: Hall;

  beforeAll(async () => {
    hall = await Hall.open();
  }, STARTS_WITHIN_MS);
  afterAll(() => hall.close());
  beforeEach(() => hall.clock.set(MONDAY));

  const admin = () => hall.app.as('admin');
  const put = (code: string, content: object, headers = {}) =>
    admin().put(`/v1/departments/${code}`, { name: `部门 ${code}`, active: true, ...content }, headers);
  const stop = (code: string, successor: string) => put(code, { active: false, successor }, { 'if-match': '"1"' });
  const handOver = () => hall.app.provider(SuccessionKeeper).pass(new AbortController().signal);
  const openWork = async (code: string) => (await admin().get(`/v1/departments/${code}/open-work`)).body;
  const succeededActs = (caseId: string) =>
    hall.app.ownerQuery<{ actor: string; detail: Record<string, any> }>(
      `select actor, detail from casebook.act where case_id = $1 and kind = 'succeeded'`,
      [caseId],
    );

  /** Two departments of these names, and a slip of the first. */
  async function slipOf(code: string, successor: string, matter = {}): Promise<{ caseId: string; dispatchId: string }> {
    for (const one of [code, successor]) await put(one, {});
    const caseId = await hall.accepted('general', matter);
    const [dispatchId] = await hall.sent(caseId, code);
    return { caseId, dispatchId: dispatchId! };
  }

  it('hands over its slip with the clock as it is, the 延期 asked for, its commitments and its lines of the 派单目录', async () => {
    const { caseId, dispatchId } = await slipOf('gtj', 'zrzy');
    const extension = await hall.ask(dispatchId, 2, 'gtj');
    expect(extension.status).toBe(201);
    const commitmentId = randomUUID();
    const deadline = { dueAt: marchClose(6), yellowAt: null, provisional: false, calendarVersion: 'test' };
    const id = { ...commitmentClock(commitmentId), department: 'gtj' } as const;
    const { clocks: before } = await hall.stateOf(caseId);
    await hall.app.ownerQuery('update casebook.complaint set clocks = $2::jsonb where id = $1', [
      caseId,
      JSON.stringify([...before, startClock(id, hall.clock.now(), deadline)]),
    ]);
    const line = `/v1/dispatches/responsibilities/${randomUUID()}`;
    await admin().put(line, { item: '不动产登记', department: 'gtj' });
    hall.clock.set(TUESDAY);
    expect(await stop('gtj', 'zrzy')).toMatchObject({ status: 200, body: { active: false, successor: 'zrzy' } });
    await handOver();

    const [act, ...more] = await succeededActs(caseId);
    expect(more).toEqual([]);
    const sent = act!.detail['dispatches'][0];
    expect(act).toMatchObject({
      actor: 'admin-1',
      detail: {
        ...{ from: 'gtj', to: 'zrzy', replaced: [dispatchId], commitments: [commitmentId] },
        ...{ dispatches: [{ department: 'zrzy', dueAt: marchClose(4) }], departments: ['gtj', 'zrzy'] },
      },
    });
    const old = before.find(({ clockId }) => clockId === dispatchClock(dispatchId).clockId)!;
    expect(await hall.clockOf(caseId, dispatchClock(sent.dispatchId).clockId)).toEqual({
      ...{ ...old, ...dispatchClock(sent.dispatchId), department: 'zrzy' },
    });
    expect(await hall.clockOf(caseId, old.clockId)).toMatchObject({ endedAt: hall.clock.now(), overdueAt: null });
    expect(await hall.clockOf(caseId, id.clockId)).toMatchObject({ department: 'zrzy', endedAt: null });
    expect((await admin().get(line)).body).toMatchObject({ department: 'zrzy', version: 2 });

    const inbox = await hall.department('zrzy').get('/v1/inbox');
    expect(inbox.body.items).toMatchObject([{ dispatchId: sent.dispatchId, endedAs: null }]);
    const kept = await hall.department('gtj').get(`/v1/dispatches/${dispatchId}`);
    expect(kept.body).toMatchObject({ endedAs: 'succeeded', department: 'gtj' });
    expect((await hall.reply(dispatchId, 'solved', 'gtj')).body).toMatchObject({ code: 'dispatch-ended' });
    expect((await hall.decide(extension.body.extensionId, true)).body).toMatchObject({
      clockId: dispatchClock(sent.dispatchId).clockId,
    });
    expect((await hall.reply(sent.dispatchId, 'solved', 'zrzy')).status).toBe(200);
    expect(await openWork('gtj')).toEqual({ total: 0, items: [] });
    await handOver();
    expect(await succeededActs(caseId)).toHaveLength(1);
  });

  it('goes on waiting for papers, and keeps a lead that is its successor’s', async () => {
    for (const one of ['fgj', 'zjj']) await put(one, {});
    const caseId = await hall.met('fgj');
    const [dispatchId] = await hall.sent(caseId, 'fgj');
    const wait = { missing: ['身份证明'], toldBy: 'phone', reference: '通话记录' };
    expect((await hall.department('fgj').post(`/v1/dispatches/${dispatchId}/suspension`, wait)).status).toBe(200);
    expect((await stop('fgj', 'zjj')).status).toBe(200);
    await handOver();
    const sent = (await succeededActs(caseId))[0]!.detail['dispatches'];
    expect(sent).toMatchObject([{ lead: true }]);
    const resumed = await hall.department('zjj').post(`/v1/dispatches/${sent[0].dispatchId}/resumption`, {});
    expect(resumed).toMatchObject({ status: 200, body: { kind: 'resumed' } });
  });

  it('leaves to the clerk what blindness or a slip of the successor’s own forbids: it stays listed', async () => {
    const blind = await slipOf('jyj', 'wtj', conductOf('wtj'));
    const accused = await slipOf('jyj', 'wtj', conductOf('jyj'));
    const busy = await hall.accepted('general');
    await hall.sent(busy, 'jyj', 'wtj');
    const free = await slipOf('jyj', 'wtj');
    expect((await stop('jyj', 'wtj')).status).toBe(200);
    await handOver();
    expect(await succeededActs(free.caseId)).toHaveLength(1);
    for (const caseId of [blind.caseId, accused.caseId, busy]) expect(await succeededActs(caseId)).toEqual([]);
    expect((await openWork('jyj')).total).toBe(3);
    expect((await hall.reply(blind.dispatchId, 'solved', 'jyj')).status).toBe(200);
    expect((await openWork('jyj')).total).toBe(2);
  });

  it('has one that can take over: known, not stopped, not itself; one that is not stopped has none', async () => {
    await slipOf('lyj', 'nyj');
    const refused = (code: string) => ({ status: 422, body: { code, errors: [{ pointer: '/successor' }] } });
    expect(await stop('lyj', 'nobody')).toMatchObject(refused('department-unknown'));
    expect(await stop('lyj', 'lyj')).toMatchObject(refused('successor-self'));
    await put('nyj', { active: false }, { 'if-match': '"1"' });
    expect(await stop('lyj', 'nyj')).toMatchObject(refused('department-inactive'));
    expect(await put('lyj', { successor: 'nyj' }, { 'if-match': '"1"' })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/successor' }] },
    });
    expect((await admin().get('/v1/departments/lyj')).body).toMatchObject({
      active: true,
      successor: null,
      version: 1,
    });
    expect((await hall.app.as('department', { department: 'nyj' }).get('/v1/departments/nyj/open-work')).status).toBe(
      403,
    );
  });

  it('keeps it while there is work left, and gives what is left to the successor of its successor', async () => {
    const { caseId } = await slipOf('ncj', 'cjj');
    await put('jsj', {});
    expect((await stop('ncj', 'cjj')).status).toBe(200);
    const again = { 'if-match': '"2"' };
    const forgotten = await put('ncj', { name: '农业农村局', active: false }, again);
    expect(forgotten).toMatchObject({ status: 409, body: { code: 'department-has-open-work' } });
    const alone = await put('cjj', { active: false }, { 'if-match': '"1"' });
    expect(alone).toMatchObject({ status: 409, body: { code: 'department-has-open-work' } });
    expect((await stop('cjj', 'jsj')).status).toBe(200);
    expect((await admin().get('/v1/departments/ncj')).body.successor).toBe('jsj');
    await handOver();
    expect(await succeededActs(caseId)).toMatchObject([{ detail: { from: 'ncj', to: 'jsj' } }]);
    expect((await put('ncj', { active: false }, again)).status).toBe(200);
  });

  it('is all that routing may do to commitments, and nobody else may', async () => {
    const rights = await hall.app.ownerQuery(
      `select r.rolname as role, has_table_privilege(r.oid, 'joint_meeting.commitment', 'select, update') as whole
       from pg_roles r join pg_proc p on p.oid = 'joint_meeting.succeed_commitments'::regproc
       where r.rolname like 'bancheng%' and r.oid <> p.proowner and has_function_privilege(r.oid, p.oid, 'execute')`,
    );
    expect(rights).toEqual([{ role: 'bancheng_routing', whole: false }]);
  });

  it('hands over each of many cases once, though its sessions are ended halfway and two go about it at a time', async () => {
    const first = await slipOf('slj', 'swj');
    const cases = [first.caseId];
    for (let count = 0; count < 29; count += 1) cases.push((await slipOf('slj', 'swj')).caseId);
    expect((await stop('slj', 'swj')).status).toBe(200);
    const going = Promise.allSettled([handOver(), handOver()]);
    await until(async () => (await openWork('slj')).total < 25);
    await hall.app.ownerQuery(
      `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'bancheng_routing' and datname = current_database()`,
    );
    await going;
    await until(async () => {
      await handOver().catch(() => undefined);
      return (await openWork('slj').catch(() => ({ total: -1 }))).total === 0;
    });
    const acts = await Promise.all(cases.map((caseId) => succeededActs(caseId)));
    expect(acts.map(({ length }) => length)).toEqual(cases.map(() => 1));
  });
});
