import { Meetings, STARTS_WITHIN_MS, TEXTS } from '../test/meetings.js';

describe('议定事项', () => {
  let hall: Meetings;

  beforeAll(async () => (hall = await Meetings.open()), STARTS_WITHIN_MS);
  afterAll(() => hall.close());
  afterEach(() => hall.clock.set('2026-03-02T01:00:00.000Z'));

  const LIST = '/v1/joint-meetings/commitments';
  const THURSDAY_CLOSE = '2026-03-05T09:00:00.000Z';
  const fulfil = (id: string, who = hall.department('bdc'), headers = {}) =>
    who.post(`${LIST}/${id}/fulfil`, { report: '已出具' }, headers);
  const release = (id: string, who = hall.app.as('leader')) =>
    who.post(`${LIST}/${id}/release`, { reason: '政策已变' });
  const clockOf = async (caseId: string, id: string) =>
    (await hall.caseOf(caseId)).clocks.find(({ clockId }) => clockId === `commitment:${id}`);

  it('each have a department and a clock of their own inside the case', async () => {
    const { caseId, act, commitments } = await hall.committed([
      { department: 'bdc', text: TEXTS.commitment, workingDays: 3 },
      { department: 'sw', text: '核定税额', byDate: '2026-03-20' },
    ]);
    const [first, second] = commitments;
    expect(first).toEqual({
      commitmentId: first.commitmentId,
      ...{ meetingId: act.meetingId, complaintId: caseId, number: first.number, caseVersion: 4 },
      ...{ department: 'bdc', text: TEXTS.commitment, overdue: false, endedAs: null, report: null },
      clock: expect.objectContaining({
        ...{ clockId: `commitment:${first.commitmentId}`, kind: 'commitment', department: 'bdc' },
        ...{ dueAt: THURSDAY_CLOSE, originalDueAt: THURSDAY_CLOSE, endedAt: null, remainingWorkingDays: 3 },
      }),
    });
    expect(second).toMatchObject({ department: 'sw', clock: { dueAt: '2026-03-20T09:00:00.000Z' } });
    expect((await hall.actsOf(caseId))[1]!.detail.commitments).toEqual([
      { commitmentId: first.commitmentId, department: 'bdc', dueAt: THURSDAY_CLOSE },
      { commitmentId: second.commitmentId, department: 'sw', dueAt: '2026-03-20T09:00:00.000Z' },
    ]);
    expect(await clockOf(caseId, first.commitmentId)).toMatchObject({ yellowAt: '2026-03-04T09:00:00.000Z' });
  });

  it('are fulfilled by their own department, once, with a report that stays with the case', async () => {
    const { caseId, id } = await hall.committed();
    expect((await fulfil(id, hall.department('sw'))).body.code).toBe('commitment-not-found');
    expect((await fulfil(id, hall.department('bdc', { jurisdiction: '370403' }))).status).toBe(404);
    expect((await fulfil(id, hall.department('bdc'), { 'if-match': '"3"' })).status).toBe(412);
    const ended = await fulfil(id, hall.department('bdc'), { 'if-match': '"4"' });
    expect(ended).toMatchObject({
      status: 200,
      body: { commitmentId: id, kind: 'commitmentEnded', status: 'meeting-held', clocks: [{ overdueAt: null }] },
    });
    expect((await hall.actsOf(caseId)).at(-1)).toEqual({
      kind: 'commitmentEnded',
      detail: { commitmentId: id, department: 'bdc', as: 'fulfilled' },
      role: 'department',
    });
    for (const again of [await fulfil(id), await release(id)]) {
      expect(again).toMatchObject({ status: 409, body: { code: 'commitment-ended' } });
    }
    const { body } = await hall.app.as('clerk').get(`${LIST}?complaintId=${caseId}`);
    expect(body.items).toMatchObject([
      { endedAs: 'fulfilled', report: '已出具', clock: { remainingWorkingDays: null } },
    ]);
    expect(
      await hall.app.ownerQuery(
        `select ref, body from casebook.shared_text where kind = 'commitment-report' and case_id = $1`,
        [caseId],
      ),
    ).toEqual([{ ref: id, body: '已出具' }]);
  });

  it('are late by their own instant, whether or not a timer has said so', async () => {
    const { caseId, id } = await hall.committed();
    hall.clock.set('2026-03-06T01:00:00.000Z');
    const open = await hall.department('bdc').get(`${LIST}?complaintId=${caseId}`);
    expect(open.body.items).toMatchObject([{ overdue: true, clock: { overdueAt: null, remainingWorkingDays: -1 } }]);
    const ended = await fulfil(id, hall.app.as('clerk'));
    expect(ended.body.clocks).toMatchObject([{ overdueAt: THURSDAY_CLOSE }]);
    const { body } = await hall.app.as('clerk').get(`${LIST}?complaintId=${caseId}`);
    expect(body.items).toMatchObject([{ overdue: true, endedAs: 'fulfilled' }]);
  });

  it('are released by a leader alone, and are then not late', async () => {
    const { caseId, id } = await hall.committed();
    hall.clock.set('2026-03-06T01:00:00.000Z');
    for (const role of ['clerk', 'department', 'admin'] as const) {
      expect((await release(id, hall.app.as(role, { department: 'bdc' }))).status).toBe(403);
    }
    expect((await release(id)).body.clocks).toMatchObject([{ overdueAt: null, endedAt: hall.clock.now() }]);
    const { body } = await hall.app.as('leader').get(`${LIST}?complaintId=${caseId}`);
    expect(body.items).toMatchObject([{ overdue: false, endedAs: 'released', report: '政策已变' }]);
  });

  it('end with the case that the citizen takes back', async () => {
    const { caseId, id, url } = await hall.committed();
    await hall.withdraw(caseId);
    expect(await fulfil(id)).toMatchObject({ status: 409, body: { code: 'not-allowed-now' } });
    const open = await hall.department('bdc').get(`${LIST}?open=true&complaintId=${caseId}`);
    expect(open.body.items).toEqual([]);
    expect((await hall.app.as('clerk').get(url)).body.commitments).toMatchObject([
      { endedAs: 'with-case', report: null },
    ]);
  });

  it('outlive the last reply', async () => {
    const { caseId, id } = await hall.committed();
    await hall.dispatch(caseId);
    await hall.reply(caseId);
    expect((await fulfil(id)).body).toMatchObject({ status: 'replied', kind: 'commitmentEnded' });
  });

  it('are listed page by page, a department’s own only, open or ended', async () => {
    const orders = ['gjj', 'gjj', 'gjj', 'sw'].map((department) => ({ department, text: '落实', workingDays: 1 }));
    const ids = [await hall.cases.accept('complex')];
    const { url } = await hall.convened(ids, { departments: ['scjg', 'bdc', 'sw', 'gjj'] });
    const report = hall.report(ids, { commitments: orders });
    report.attendance.push({ department: 'gjj', as: 'absent' });
    await hall.posted(hall.app.as('clerk'), `${url}/hold`, report);
    const gjj = hall.department('gjj');
    const first = await gjj.get(`${LIST}?limit=2`);
    const rest = await gjj.get(`${LIST}?limit=2&cursor=${first.body.next}`);
    const all = [...first.body.items, ...rest.body.items];
    expect(all.map(({ department }) => department)).toEqual(['gjj', 'gjj', 'gjj']);
    expect(rest.body.next).toBeNull();
    await fulfil(all[1].commitmentId, gjj);
    const idsOf = async (query: string) =>
      (await gjj.get(`${LIST}?${query}`)).body.items.map((item: any) => item.commitmentId);
    expect(await idsOf('open=true')).toEqual([all[0].commitmentId, all[2].commitmentId]);
    expect(await idsOf('open=false')).toEqual([all[1].commitmentId]);
    expect((await gjj.get(url)).body.commitments).toHaveLength(3);
    expect((await hall.app.as('admin').get(url)).body.commitments).toHaveLength(4);
    const elsewhere = hall.app.as('leader', { jurisdiction: '370403' });
    expect((await elsewhere.get(LIST)).body.items).toEqual([]);
    expect((await gjj.get(`${LIST}?cursor=bm8`)).body.code).toBe('cursor-malformed');
  });
});
