import { endClock, stopClock, type CaseClock } from '@bancheng/domain';
import { Hall, marchClose, MONDAY, STARTS_WITHIN_MS } from '../test/hall.js';
import { EndDispatches } from './application/end-dispatches.use-case.js';
import { Resume } from './application/resume.use-case.js';

const EVIDENCE = { missing: ['租赁合同原件', '房产证复印件'], toldBy: 'phone', reference: '通话记录 2026-0302-07' };
const TUESDAY = '2026-03-03T10:00:00+08:00';
/** The close of business of the fifth working day after Monday 2 March. */
const LIMIT = marchClose(9);

describe('挂起', () => {
  let hall: Hall;

  beforeAll(async () => {
    hall = await Hall.open();
  }, STARTS_WITHIN_MS);
  afterAll(() => hall.close());
  beforeEach(() => hall.clock.set(MONDAY));

  const suspend = (dispatchId: string, who = hall.department(), body: object = EVIDENCE) =>
    who.post(`/v1/dispatches/${dispatchId}/suspension`, body);
  const resume = (dispatchId: string, who = hall.department()) =>
    who.post(`/v1/dispatches/${dispatchId}/resumption`, undefined);
  const clocksOf = async (caseId: string, dispatchId: string) => ({
    dispatch: (await hall.clockOf(caseId, `dispatch:${dispatchId}`)) as CaseClock,
    limit: (await hall.clockOf(caseId, `suspension:${dispatchId}`)) as CaseClock,
    case: (await hall.clockOf(caseId, 'case')) as CaseClock,
  });
  const slipOf = async (dispatchId: string) => (await hall.department().get(`/v1/dispatches/${dispatchId}`)).body;
  const byLimit = (caseId: string, clock: CaseClock) => {
    const { clockId, dueAt } = clock;
    return hall.app.provider(Resume).byLimit(caseId, { clockId, level: 'red', at: dueAt, dueAt });
  };

  /** A general case at scjg, due on Wednesday, suspended on Monday morning. */
  async function suspended() {
    const sent = await hall.dispatched();
    const answer = await suspend(sent.dispatchId);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return { ...sent, suspensionId: answer.body.suspensionId as string };
  }

  it('stops the department’s clock and limits the wait, while the case’s own clock runs on', async () => {
    const { caseId, dispatchId } = await hall.dispatched();
    expect(await suspend(dispatchId)).toMatchObject({
      status: 200,
      body: { kind: 'suspended', status: 'dispatched', dispatchId, until: LIMIT },
    });
    const clocks = await clocksOf(caseId, dispatchId);
    const at = new Date(MONDAY).toISOString();
    expect(clocks.dispatch).toMatchObject({ pausedAt: at, dueAt: marchClose(4), endedAt: null });
    expect(clocks.limit).toMatchObject({ kind: 'suspension', department: 'scjg', dueAt: LIMIT, yellowAt: null });
    expect(clocks.case).toMatchObject({ dueAt: marchClose(4) });
    expect(clocks.case).not.toHaveProperty('pausedAt');
    hall.clock.set('2026-03-06T10:00:00+08:00');
    expect(await slipOf(dispatchId)).toMatchObject({
      overdue: false,
      clock: { pausedAt: at, remainingWorkingDays: 2 },
      suspensions: [{ ...EVIDENCE, suspendedAt: at, until: LIMIT, endedAt: null, endedAs: null }],
    });
  });

  it('runs on when the papers came, as many working days later as it stood still', async () => {
    const { caseId, dispatchId, suspensionId } = await suspended();
    hall.clock.set('2026-03-05T10:00:00+08:00');
    expect(await resume(dispatchId)).toMatchObject({
      status: 200,
      body: { kind: 'resumed', suspensionId, cause: 'papers-received', workingDays: 3, dueAt: marchClose(9) },
    });
    const { dispatch, limit, case: own } = await clocksOf(caseId, dispatchId);
    expect(dispatch).toMatchObject({ dueAt: marchClose(9), originalDueAt: marchClose(4), yellowAt: marchClose(6) });
    expect(dispatch).not.toHaveProperty('pausedAt');
    expect(limit.endedAt).toBe('2026-03-05T02:00:00.000Z');
    expect(own.dueAt).toBe(marchClose(4));
    expect((await slipOf(dispatchId)).suspensions).toMatchObject([{ endedAs: 'papers-received', until: null }]);
    hall.clock.set('2026-03-09T17:00:00+08:00');
    expect((await hall.reply(dispatchId)).body.late).toBe(false);
    const after = await clocksOf(caseId, dispatchId);
    expect(after.dispatch.overdueAt).toBeNull();
    expect(after.case.overdueAt).toBe(marchClose(4)); // the citizen's papers were late, not the department
  });

  describe('papers added later (补充材料)', () => {
    const attachments = [{ fileName: '租赁合同.pdf', mediaType: 'application/pdf', size: 9, sha256: 'a'.repeat(64) }];
    const add = (dispatchId: string, to: string, who = hall.department()) =>
      who.post(`/v1/dispatches/${dispatchId}/papers`, { to, attachments, remark: '补来的合同' });

    it('belong to a resumption, by the clerk or the department, once the clock runs on', async () => {
      const { caseId, dispatchId } = await suspended();
      expect(await add(dispatchId, 'resumption')).toMatchObject({ status: 409, body: { code: 'not-resumed' } });
      await resume(dispatchId);
      for (const who of [hall.department(), hall.app.as('clerk')]) {
        expect(await add(dispatchId, 'resumption', who)).toMatchObject({
          status: 200,
          body: { kind: 'papersAdded', clocks: [], oddAttachments: [] },
        });
      }
      expect((await add(dispatchId, 'resumption', hall.department('bdc'))).status).toBe(404);
      const [kept] = await hall.app.ownerQuery<{ ref: string; attachments: object; detail: object }>(
        `select t.ref, p.attachments, a.detail from casebook.added_papers p join casebook.act a using (case_id, seq)
           join casebook.shared_text t using (case_id, seq) where p.case_id = $1 and t.kind = 'papers-remark'`,
        [caseId],
      );
      const detail = { to: 'resumption', dispatchId, department: 'scjg', attachments: 1 };
      expect(kept).toEqual({ ref: dispatchId, attachments, detail });
    });

    it('belong to a department’s own reply, also after its part has ended', async () => {
      const { dispatchId } = await hall.dispatched();
      expect(await add(dispatchId, 'reply')).toMatchObject({ status: 409, body: { code: 'not-replied' } });
      await hall.reply(dispatchId);
      expect(await add(dispatchId, 'reply')).toMatchObject({ status: 200, body: { status: 'replied' } });
      for (const other of [hall.department('bdc'), hall.app.as('clerk')]) {
        expect((await add(dispatchId, 'reply', other)).status).toBe(404);
      }
      expect((await add(dispatchId, 'case')).status).toBe(400);
    });
  });

  it('within one day moves nothing', async () => {
    const { dispatchId } = await suspended();
    hall.clock.set('2026-03-02T16:00:00+08:00');
    expect((await resume(dispatchId)).body).toMatchObject({ workingDays: 0, dueAt: marchClose(4) });
  });

  it('ends by itself at the limit, once, however often and late the engine says so', async () => {
    const { caseId, dispatchId } = await suspended();
    const { limit } = await clocksOf(caseId, dispatchId);
    hall.clock.set('2026-03-09T16:59:59.999+08:00');
    await expect(byLimit(caseId, limit)).rejects.toThrow('not due');
    hall.clock.set('2026-03-09T17:00:00+08:00');
    const first = await byLimit(caseId, limit);
    expect(first).toMatchObject({ refused: null, acts: [{ kind: 'resumed' }] });
    hall.clock.set('2026-03-10T09:00:00+08:00');
    expect(await byLimit(caseId, limit)).toEqual(first);
    const { dispatch } = await clocksOf(caseId, dispatchId);
    expect(dispatch).toMatchObject({ dueAt: marchClose(11), endedAt: null });
    expect((await slipOf(dispatchId)).suspensions).toMatchObject([{ endedAs: 'limit-reached' }]);
    expect((await hall.stateOf(caseId)).kinds.filter((kind) => kind === 'resumed')).toHaveLength(1);
    const [act] = await hall.app.ownerQuery<{ detail: object; actor: string }>(
      `select detail, actor from casebook.act where case_id = $1 and kind = 'resumed'`,
      [caseId],
    );
    expect(act).toMatchObject({
      actor: 'engine',
      detail: { cause: 'limit-reached', oldDueAt: marchClose(4), newDueAt: marchClose(11), workingDays: 5 },
    });
  });

  it('has ended at the limit for whoever comes later, though no timer ran', async () => {
    const late = '2026-03-10T09:00:00+08:00';
    const { caseId, dispatchId } = await suspended();
    const { limit } = await clocksOf(caseId, dispatchId);
    hall.clock.set(late);
    expect((await resume(dispatchId)).body).toMatchObject({ cause: 'limit-reached', dueAt: marchClose(11) });
    expect(await byLimit(caseId, limit)).toEqual({ acts: [], refused: 'alarm-stale' });

    hall.clock.set(MONDAY);
    const other = await suspended();
    hall.clock.set('2026-03-12T09:00:00+08:00');
    expect((await hall.reply(other.dispatchId)).body.late).toBe(true);
    expect((await clocksOf(other.caseId, other.dispatchId)).dispatch.overdueAt).toBe(marchClose(11));
  });

  it('and the papers and the limit at once: one resumes, the other finds it done', async () => {
    for (let round = 0; round < 3; round++) {
      hall.clock.set(MONDAY);
      const { caseId, dispatchId } = await suspended();
      const { limit } = await clocksOf(caseId, dispatchId);
      hall.clock.set('2026-03-09T17:00:00+08:00');
      const [papers, engine] = await Promise.all([resume(dispatchId), byLimit(caseId, limit)]);
      expect([papers.status === 200, engine.refused === null].filter(Boolean)).toHaveLength(1);
      expect((await clocksOf(caseId, dispatchId)).dispatch.dueAt).toBe(marchClose(11));
    }
  });

  it('may be answered: the reply is judged by when the clock stopped, and ends the wait', async () => {
    const { caseId, dispatchId } = await suspended();
    hall.clock.set('2026-03-06T10:00:00+08:00');
    expect((await hall.reply(dispatchId)).body).toMatchObject({ late: false, status: 'replied' });
    const { dispatch, limit } = await clocksOf(caseId, dispatchId);
    expect(dispatch).toMatchObject({ endedAt: '2026-03-06T02:00:00.000Z', overdueAt: null });
    expect(limit.endedAt).toBe('2026-03-06T02:00:00.000Z');
    expect((await slipOf(dispatchId)).suspensions).toMatchObject([{ endedAs: 'replied' }]);
  });

  it('goes on after a complex slip’s progress, and may come after it', async () => {
    const caseId = await hall.met('scjg');
    const [dispatchId] = await hall.sent(caseId, 'scjg');
    await suspend(dispatchId!);
    await hall.reply(dispatchId!, 'progress');
    const { dispatch, limit } = await clocksOf(caseId, dispatchId!);
    expect([dispatch.endedAt, dispatch.pausedAt, limit.endedAt]).toEqual([null, hall.clock.now(), null]);
    await hall.reply(dispatchId!, 'solved');
    expect((await clocksOf(caseId, dispatchId!)).limit.endedAt).toBe(hall.clock.now());
    const other = await hall.met('scjg');
    const [reported] = await hall.sent(other, 'scjg');
    await hall.reply(reported!, 'progress');
    expect((await suspend(reported!)).status).toBe(200);
  });

  it('ends with a return, a recall and the withdrawal of the case', async () => {
    const returned = await suspended();
    const back = { reason: '不属本部门职责', proposedDepartment: 'bdc' };
    expect((await hall.department().post(`/v1/dispatches/${returned.dispatchId}/return`, back)).status).toBe(200);
    const recalled = await suspended();
    await hall.app.as('clerk').post(`/v1/dispatches/${recalled.dispatchId}/recall`, { reason: '转错' });
    const withdrawn = await suspended();
    const { clocks } = await hall.stateOf(withdrawn.caseId);
    await hall.cases.act(withdrawn.caseId, 'withdrawn', {
      detail: { confirmedBy: 'phone' },
      clocks: clocks.map((clock) => endClock(clock as CaseClock, hall.clock.now())),
    });
    await hall.app.provider(EndDispatches).execute(withdrawn.caseId);
    for (const [{ caseId, dispatchId }, endedAs] of [
      [returned, 'returned'],
      [recalled, 'recalled'],
      [withdrawn, 'withdrawn'],
    ] as const) {
      const { dispatch, limit } = await clocksOf(caseId, dispatchId);
      expect([dispatch.endedAt, limit.endedAt]).toEqual([hall.clock.now(), hall.clock.now()]);
      expect(dispatch).not.toHaveProperty('pausedAt');
      expect((await slipOf(dispatchId)).suspensions).toMatchObject([{ endedAs }]);
      expect((await resume(dispatchId)).status).toBe(409);
    }
  });

  it('ends with a return to the leader, whose ruling sends a slip under the case’s own clock', async () => {
    const { caseId, dispatchId } = await hall.dispatched();
    const body = { reason: '不属本部门职责', proposedDepartment: 'yb' };
    await hall.department().post(`/v1/dispatches/${dispatchId}/return`, body);
    const [second] = await hall.sent(caseId, 'bdc');
    const bdc = hall.department('bdc');
    await suspend(second!, bdc);
    hall.clock.set(TUESDAY);
    await bdc.post(`/v1/dispatches/${second}/return`, body);
    const { dispatch, limit } = await clocksOf(caseId, second!);
    expect(limit.endedAt).toBe(hall.clock.now());
    expect(dispatch).toMatchObject({ dueAt: marchClose(5), endedAt: null });
    expect((await suspend(second!, bdc)).body.code).toBe('return-pending');
    const ruling = { department: 'yb', instruction: '由医保局办理', item: '异地结算' };
    const ruled = await hall.app.as('leader').post(`/v1/leader/returns/${second}/ruling`, ruling);
    expect(ruled).toMatchObject({ status: 200, body: { dispatches: [{ department: 'yb', dueAt: marchClose(4) }] } });
    const sent = await hall.app.as('clerk').get(`/v1/dispatches/${ruled.body.dispatches[0].dispatchId}`);
    expect(sent.body.term).toEqual({ askedDueAt: marchClose(5), givenDueAt: marchClose(4), because: 'case-clock' });
  });

  it('happens once for a case and department, also on a second slip of the same round', async () => {
    const { caseId, dispatchId } = await suspended();
    expect((await suspend(dispatchId)).body.code).toBe('already-suspended');
    await resume(dispatchId);
    expect(await suspend(dispatchId)).toMatchObject({ status: 409, body: { code: 'suspension-used-up' } });
    await hall.app.as('clerk').post(`/v1/dispatches/${dispatchId}/recall`, { reason: '重新转办' });
    const [again, other] = await hall.sent(caseId, 'scjg', 'bdc');
    expect((await suspend(again!)).body.code).toBe('suspension-used-up');
    expect((await suspend(other!, hall.department('bdc'))).status).toBe(200);
  });

  it('happens again in the round that a rework opened', async () => {
    const { caseId, dispatchId } = await suspended();
    await hall.reply(dispatchId);
    hall.clock.set(TUESDAY);
    await hall.reworked(caseId, marchClose(5));
    const [second] = await hall.sent(caseId, 'scjg');
    expect((await suspend(second!)).status).toBe(200);
  });

  it('happens as often and as long as the hall’s policy says', async () => {
    const jurisdiction = '370199';
    const policy = { suspensionsPerDispatch: 2, suspensionWorkingDays: 1 };
    await hall.app.ownerQuery(`insert into casebook.policy values ($1, 1, '2026-01-01', $2, null, 'admin', now())`, [
      jurisdiction,
      JSON.stringify(policy),
    ]);
    const [clerk, scjg] = (['clerk', 'department'] as const).map((role) => hall.app.as(role, { jurisdiction }));
    await hall.app.as('admin', { jurisdiction }).put('/v1/departments/scjg', { name: '部门 scjg', active: true });
    const caseId = await hall.accepted('general', { jurisdiction });
    const slip = { department: 'scjg', requirement: 'two-working-days' };
    const sent = await clerk!.post('/v1/dispatches', { complaintId: caseId, departments: [slip] });
    const { dispatchId } = sent.body.dispatches[0];
    expect((await suspend(dispatchId, scjg)).body.until).toBe(marchClose(3));
    await resume(dispatchId, scjg);
    hall.clock.set(TUESDAY);
    expect((await suspend(dispatchId, scjg)).body.until).toBe(marchClose(4));
    hall.clock.set('2026-03-04T10:00:00+08:00');
    expect((await resume(dispatchId, scjg)).body).toMatchObject({ workingDays: 1, dueAt: marchClose(5) });
    expect((await suspend(dispatchId, scjg)).body.code).toBe('suspension-used-up');
    const { suspensions } = (await scjg!.get(`/v1/dispatches/${dispatchId}`)).body;
    expect(suspensions).toMatchObject([{ endedAs: 'papers-received' }, { endedAs: 'papers-received' }]);
  });

  it('happens once of two at a time', async () => {
    const { dispatchId } = await hall.dispatched();
    const answers = await Promise.all([suspend(dispatchId), suspend(dispatchId, hall.app.as('clerk'))]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
  });

  it.each([
    ['2026-03-04T17:00:00.000+08:00', 200],
    ['2026-03-04T17:00:00.001+08:00', 409],
  ])('happens before the deadline passes: at %s %p', async (at, status) => {
    const { dispatchId } = await hall.dispatched();
    hall.clock.set(at);
    const answer = await suspend(dispatchId);
    expect(answer.status).toBe(status);
    if (status === 409) expect(answer.body.code).toBe('deadline-passed');
  });

  it('is by the clerk or the slip’s own department, and needs evidence', async () => {
    const { dispatchId } = await hall.dispatched();
    expect((await suspend(dispatchId, hall.department('bdc'))).status).toBe(404);
    expect((await suspend(dispatchId, hall.app.as('leader'))).status).toBe(403);
    const elsewhere = hall.app.as('clerk', { jurisdiction: '370102' });
    expect((await suspend(dispatchId, elsewhere)).status).toBe(404);
    for (const field of Object.keys(EVIDENCE)) {
      expect((await suspend(dispatchId, hall.department(), { ...EVIDENCE, [field]: '' })).status).toBe(400);
    }
    expect((await resume(dispatchId)).body.code).toBe('not-suspended');
    expect((await suspend(dispatchId, hall.app.as('clerk'))).status).toBe(200);
    expect((await resume(dispatchId, hall.department('bdc'))).status).toBe(404);
    expect((await resume(dispatchId, hall.app.as('clerk'))).status).toBe(200);
    await hall.reply(dispatchId);
    expect((await suspend(dispatchId)).status).toBe(409);
  });

  it('takes no request for more time meanwhile; one asked before may be granted, and counts too', async () => {
    const { caseId, dispatchId } = await hall.dispatched();
    const { extensionId } = (await hall.ask(dispatchId, 2)).body;
    await suspend(dispatchId);
    expect((await hall.ask(dispatchId, 1)).body.code).toBe('dispatch-suspended');
    hall.clock.set('2026-03-05T10:00:00+08:00');
    expect((await hall.decide(extensionId, true)).status).toBe(200);
    const stopped = (await clocksOf(caseId, dispatchId)).dispatch;
    expect(stopped).toMatchObject({ dueAt: marchClose(6), overdueAt: null, pausedAt: new Date(MONDAY).toISOString() });
    expect((await resume(dispatchId)).body.dueAt).toBe(marchClose(11));
  });

  it('is no deadline passed for the leader, and the case’s own is', async () => {
    const overdueOf = async () =>
      (await hall.app.as('leader').get('/v1/leader/overdue?limit=100')).body.items as { complaintId: string }[];
    const { caseId, dispatchId } = await suspended();
    hall.clock.set('2026-03-05T10:00:00+08:00');
    expect(await overdueOf()).toContainEqual(expect.objectContaining({ complaintId: caseId }));
    const own = (await clocksOf(caseId, dispatchId)).case;
    await hall.cases.act(caseId, 'redWarned', {
      detail: { clockId: 'case', department: null, dueAt: own.dueAt },
      clocks: [stopClock(own, hall.clock.now())],
    });
    expect(await overdueOf()).not.toContainEqual(expect.objectContaining({ complaintId: caseId }));
  });

  it('keeps the evidence out of acts and events, and the citizen out of the evidence where they are hidden', async () => {
    const { caseId, dispatchId } = await hall.dispatched({ confidential: true });
    await suspend(dispatchId, hall.app.as('clerk'), { ...EVIDENCE, missing: ['王小明的租赁合同'] });
    const rows = await hall.app.ownerQuery(
      `select detail::text as written from casebook.act where case_id = $1
       union all select payload::text from casebook.outbox where case_id = $1`,
      [caseId],
    );
    expect(JSON.stringify(rows)).not.toMatch(/租赁合同|通话记录/);
    expect((await slipOf(dispatchId)).suspensions[0].missing).toEqual(['反映人的租赁合同']);
  });
});
