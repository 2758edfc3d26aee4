import { endClock, nextAlarm, type CaseClock } from '@bancheng/domain';
import { field, Hall, STARTS_WITHIN_MS, marchClose, MONDAY } from '../../routing/test/hall.js';
import { Warn } from '../../supervision/src/application/warn.use-case.js';
import { EndTransfer } from './application/end-transfer.use-case.js';

const MONDAY_UTC = '2026-03-02T01:00:00.000Z';

describe('帮办代办', () => {
  let hall: Hall;

  beforeAll(async () => {
    hall = await Hall.open();
    await hall.app.as('admin').put('/v1/dispatches/agencies/shengting', { name: '省厅帮办中心', active: true });
    await hall.app.as('admin').put('/v1/dispatches/agencies/stopped', { name: '已撤销机构', active: false });
  }, STARTS_WITHIN_MS);
  afterAll(() => hall.close());
  beforeEach(() => hall.clock.set(MONDAY));

  const clerk = () => hall.app.as('clerk');
  const transfer = (complaintId: string, more: Record<string, unknown> = {}) =>
    clerk().post('/v1/dispatches/transfers', {
      ...{ complaintId, agency: 'shengting', reason: '须省厅审批' },
      ...{ citizenTold: { how: 'phone', at: MONDAY_UTC }, ...more },
    });
  const act = (id: string, what: string, body: object) => clerk().post(`/v1/dispatches/transfers/${id}/${what}`, body);
  const acknowledge = (id: string, at = hall.clock.now()) => act(id, 'acknowledge', { by: '省厅值班岗', at });
  const answer = (id: string) => act(id, 'answer', { outcome: 'solved', text: '省厅已批' });
  const giveBack = (id: string, by = 'agency') => act(id, 'return', { by, reason: '不属省厅职权' });
  const listed = async (id: string, open = true) => {
    const { status, body } = await clerk().get(`/v1/dispatches/transfers?limit=100&open=${open}`);
    expect(status).toBe(200);
    return body.items.find(({ transferId }: { transferId: string }) => transferId === id);
  };
  /** A general case with the agency since Monday morning. */
  async function transferred() {
    const caseId = await hall.accepted('general');
    const { status, body } = await transfer(caseId);
    expect(status).toBe(201);
    return { caseId, id: body.transferId as string };
  }
  const textsOf = (caseId: string) =>
    hall.app.ownerQuery<{ kind: string; ref: string; body: string }>(
      'select kind, ref, body from casebook.shared_text where case_id = $1 order by seq, kind',
      [caseId],
    );

  it('hands the case over: its own clock stands still, the agency’s runs, and the list shows it', async () => {
    const { caseId, id } = await transferred();
    const state = await hall.stateOf(caseId);
    expect(state.status).toBe('transferred');
    expect(state.clocks).toMatchObject([
      { clockId: 'case', pausedAt: MONDAY_UTC, dueAt: marchClose(4) },
      { clockId: `transfer:${id}`, kind: 'transfer', dueAt: marchClose(9), yellowAt: marchClose(6) },
    ]);
    expect(nextAlarm(state.clocks as CaseClock[])).toMatchObject({ clockId: `transfer:${id}`, level: 'yellow' });
    expect(await listed(id)).toMatchObject({
      complaintId: caseId,
      caseStatus: 'transferred',
      agency: 'shengting',
      agencyName: '省厅帮办中心',
      citizenTold: { how: 'phone', at: MONDAY_UTC },
      acknowledgedAt: null,
      clock: { dueAt: marchClose(9) },
    });
    expect(await listed(id, false)).toBeUndefined();
    expect(await textsOf(caseId)).toEqual([{ kind: 'transfer-agency', ref: id, body: '省厅帮办中心' }]);
    hall.clock.set('2026-03-06T10:00:00+08:00');
    const overdue = (await hall.app.as('leader').get('/v1/leader/overdue?limit=100')).body.items;
    expect(JSON.stringify(overdue)).not.toContain(caseId);
  });

  it('is refused to an unknown or stopped agency, untold, in the future, and from where a department has the case', async () => {
    const caseId = await hall.accepted('general');
    expect((await transfer(caseId, { agency: 'nobody' })).body).toMatchObject(field('agency-unknown', '/agency'));
    expect((await transfer(caseId, { agency: 'stopped' })).body).toMatchObject(field('agency-inactive', '/agency'));
    expect((await transfer(caseId, { citizenTold: undefined })).body).toMatchObject(
      field('citizen-not-told', '/citizenTold'),
    );
    const future = { citizenTold: { how: 'phone', at: '2026-03-02T01:00:00.001Z' } };
    expect((await transfer(caseId, future)).body).toMatchObject(field('time-in-future', '/citizenTold/at'));
    const elsewhere = hall.app.as('clerk', { jurisdiction: '370102' });
    const body = { complaintId: caseId, agency: 'shengting', reason: '须省厅审批' };
    expect((await elsewhere.post('/v1/dispatches/transfers', body)).status).toBe(404);
    expect((await hall.app.as('leader').post('/v1/dispatches/transfers', body)).status).toBe(403);
    await hall.sent(caseId, 'scjg');
    expect((await transfer(caseId)).body.code).toBe('not-allowed-now');
    expect((await hall.stateOf(caseId)).kinds).not.toContain('transferred');
  });

  it('remembers the return as beyond local authority that led to it, once no other department has the case', async () => {
    const caseId = await hall.accepted('general');
    const [beyond, other] = await hall.sent(caseId, 'scjg', 'bdc');
    const returned = await hall
      .department('scjg')
      .post(`/v1/dispatches/${beyond!}/return`, { reasonCode: 'beyond-authority', reason: '须省级审批' });
    expect(returned.body.status).toBe('dispatched');
    expect((await transfer(caseId)).body).toMatchObject({
      ...{ code: 'not-allowed-now', detail: expect.stringContaining('已转办') },
    });
    await clerk().post(`/v1/dispatches/${other!}/recall`, { reason: '须一并转交' });
    const { status, body } = await transfer(caseId);
    expect(status).toBe(201);
    expect(await listed(body.transferId)).toMatchObject({ returnedDispatchId: beyond });
    const [act] = await hall.app.ownerQuery<{ detail: object }>(
      `select detail from casebook.act where case_id = $1 and kind = 'transferred'`,
      [caseId],
    );
    expect(act!.detail).toMatchObject({ returnedDispatchId: beyond });
    await giveBack(body.transferId);
    expect(await listed((await transfer(caseId)).body.transferId)).toMatchObject({ returnedDispatchId: null });
  });

  it('of an anonymous report needs nobody told', async () => {
    const caseId = await hall.accepted('general', { anonymous: true });
    const { status, body } = await transfer(caseId, { citizenTold: undefined });
    expect(status).toBe(201);
    expect((await listed(body.transferId)).citizenTold).toBeNull();
  });

  it('is acknowledged once, not before the handing over nor in the future', async () => {
    const { caseId, id } = await transferred();
    hall.clock.set('2026-03-03T09:00:00+08:00');
    expect((await acknowledge(id, '2026-03-02T00:59:59.999Z')).body).toMatchObject(
      field('time-before-transfer', '/at'),
    );
    expect((await acknowledge(id, '2026-03-03T01:00:00.001Z')).body).toMatchObject(field('time-in-future', '/at'));
    const answered = await acknowledge(id);
    expect(answered).toMatchObject({ status: 200, body: { kind: 'transferAcknowledged', status: 'transferred' } });
    expect((await acknowledge(id)).body.code).toBe('transfer-already-acknowledged');
    expect(await listed(id)).toMatchObject({
      acknowledgedBy: '省厅值班岗',
      acknowledgedAt: '2026-03-03T01:00:00.000Z',
    });
    expect((await hall.stateOf(caseId)).kinds.filter((kind) => kind === 'transferAcknowledged')).toHaveLength(1);
  });

  it('is urged when the agency does not answer, and its answer ends every clock: the follow-up may come', async () => {
    const { caseId, id } = await transferred();
    hall.clock.set('2026-03-10T17:00:01+08:00');
    const now = hall.clock.now();
    const next = async () => nextAlarm((await hall.stateOf(caseId)).clocks as CaseClock[]);
    for (let alarm = await next(); alarm !== null && alarm.at <= now; alarm = await next()) {
      await hall.app.provider(Warn).execute(caseId, alarm);
    }
    expect((await hall.stateOf(caseId)).kinds.slice(-3)).toEqual(['yellowWarned', 'redWarned', 'urged']);
    const { body } = await hall.app.as('leader').get('/v1/leader/supervision?limit=100');
    expect(body.items.map(({ complaintId }: { complaintId: string }) => complaintId)).toContain(caseId);

    expect(await act(id, 'answer', { outcome: 'not-solved', text: '未批' })).toMatchObject({ status: 400 });
    const answered = await answer(id);
    expect(answered).toMatchObject({ status: 200, body: { kind: 'transferAnswered', status: 'replied' } });
    expect((await answer(id)).body.code).toBe('not-allowed-now');
    const { clocks } = await hall.stateOf(caseId);
    expect(clocks.every(({ endedAt }) => endedAt !== null)).toBe(true);
    const overdueAt = clocks.map((clock) => clock.overdueAt);
    expect(overdueAt).toEqual([null, marchClose(9)]); // the case's own clock stood still in time
    expect(await listed(id)).toBeUndefined();
    expect(await listed(id, false)).toMatchObject({ outcome: 'solved', endedAs: 'answered', caseStatus: 'replied' });
    expect(await textsOf(caseId)).toContainEqual({ kind: 'reply', ref: id, body: '省厅已批' });
  });

  it.each(['agency', 'clerk'])(
    'given back by the %s is handled here again, with the days that were left',
    async (by) => {
      const { caseId, id } = await transferred();
      hall.clock.set('2026-03-04T10:00:00+08:00');
      expect((await giveBack(id, by)).body).toMatchObject({ kind: 'transferReturned', status: 'accepted' });
      const [ofCase, ofTransfer] = (await hall.stateOf(caseId)).clocks;
      expect(ofCase).toMatchObject({ dueAt: marchClose(6), originalDueAt: marchClose(4), endedAt: null });
      expect(ofCase).not.toHaveProperty('pausedAt');
      expect(ofTransfer).toMatchObject({ overdueAt: null, endedAt: '2026-03-04T02:00:00.000Z' });
      const endedAs = by === 'agency' ? 'returned' : 'taken-back';
      expect(await listed(id, false)).toMatchObject({ endedAs, endReason: '不属省厅职权' });
      expect((await answer(id)).body.code).toBe('not-allowed-now');
      const again = (await transfer(caseId)).body.transferId;
      expect((await answer(id)).body.code).toBe('transfer-ended');
      expect((await listed(again)).clock.dueAt).toBe(marchClose(11));
    },
  );

  it('of a complex case returns to where it was', async () => {
    const fresh = await hall.accepted('complex');
    const met = await hall.met('bdc');
    for (const [caseId, status] of [
      [fresh, 'accepted'],
      [met, 'meeting-held'],
    ] as const) {
      const { body } = await transfer(caseId);
      expect((await giveBack(body.transferId)).body.status).toBe(status);
    }
  });

  it('ends with a withdrawal', async () => {
    const { caseId, id } = await transferred();
    hall.clock.set('2026-03-03T09:00:00+08:00');
    const { clocks } = await hall.stateOf(caseId);
    await hall.cases.act(caseId, 'withdrawn', {
      detail: { confirmedBy: 'phone' },
      clocks: clocks.map((clock) => endClock(clock as CaseClock, hall.clock.now())),
    });
    for (let times = 0; times < 2; times += 1) await hall.app.provider(EndTransfer).execute(caseId);
    expect(await listed(id, false)).toMatchObject({ endedAs: 'withdrawn', endedAt: '2026-03-03T01:00:00.000Z' });
    expect((await answer(id)).body.code).toBe('not-allowed-now');
  });

  it('is another hall’s business to nobody', async () => {
    const { id } = await transferred();
    const elsewhere = hall.app.as('clerk', { jurisdiction: '370102' });
    expect((await elsewhere.get('/v1/dispatches/transfers')).body.items).toEqual([]);
    const told = await elsewhere.post(`/v1/dispatches/transfers/${id}/answer`, { outcome: 'solved', text: '办' });
    expect(told).toMatchObject({ status: 404, body: { code: 'transfer-not-found' } });
    expect((await hall.department().get('/v1/dispatches/transfers')).status).toBe(403);
  });

  it('keeps a directory of agencies that the admin edits', async () => {
    const admin = hall.app.as('admin');
    const path = '/v1/dispatches/agencies/shizhi';
    const content = { name: '市直帮办窗口', contact: '0632-0000000', active: true };
    expect(await admin.put(path, content)).toMatchObject({ status: 201, body: { code: 'shizhi', version: 1 } });
    expect((await admin.put(path, content)).status).toBe(200);
    expect((await admin.put(path, { ...content, active: false })).status).toBe(428);
    const stopped = await admin.put(path, { ...content, active: false }, { 'if-match': '"1"' });
    expect(stopped).toMatchObject({ status: 200, body: { active: false, version: 2 }, headers: { etag: '"2"' } });
    expect((await admin.put(path, content, { 'if-match': '"1"' })).status).toBe(412);
    expect((await clerk().get(path)).body).toEqual(stopped.body);
    const all = (await clerk().get('/v1/dispatches/agencies')).body.items;
    expect(all.map(({ code }: { code: string }) => code)).toEqual(['shengting', 'shizhi', 'stopped']);
    expect((await clerk().put(path, content)).status).toBe(403);
    expect((await clerk().get('/v1/dispatches/agencies/nobody')).body.code).toBe('agency-not-found');
  });
});
