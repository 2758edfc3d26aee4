import { randomUUID } from 'node:crypto';
import type { CaseClock } from '@bancheng/domain';
import { Desk, MONDAY } from '../test/desk.js';

describe('重新办理', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await Desk.open();
  });
  afterAll(() => desk.close());
  beforeEach(() => desk.clock.set(MONDAY));

  const clerk = () => desk.app.as('clerk', { subject: 'clerk-1' });
  const reopen = (caseId: string, more: object = {}, who = clerk()) =>
    desk.post(who, caseId, 'reopening', { reason: '问题再次出现', ...more });
  const refused = (status: number, code: string) => ({ status, body: { code } });
  const caseClocks = (row: Record<string, any>): CaseClock[] =>
    row['clocks'].filter(({ kind }: CaseClock) => kind === 'case');

  it('takes a closed case up again on a clock of its own, linked to the last, with the reason kept', async () => {
    const caseId = await desk.closed();
    const before = await desk.caseOf(caseId);
    desk.clock.set('2026-03-05T10:00:00+08:00');
    const { status, body } = await reopen(caseId);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      kind: 'reopened',
      status: 'accepted',
      clocks: [{ clockId: 'case:2', endedAt: null }],
    });
    const row = await desk.caseOf(caseId);
    expect(row).toMatchObject({
      status: 'accepted',
      type: 'general',
      closed_at: null,
      lead_department: null,
      departments: ['scjg'],
      due_at: new Date('2026-03-09T09:00:00.000Z'),
    });
    expect(caseClocks(row)).toEqual([
      caseClocks(before)[0],
      expect.objectContaining({ clockId: 'case:2', startedAt: '2026-03-05T02:00:00.000Z', reopening: true }),
    ]);
    expect(row['acts'].at(-1)).toEqual({
      kind: 'reopened',
      actor: 'clerk-1',
      detail: { round: 1, clockId: 'case:2', previousClockId: 'case', type: 'general' },
    });
    const texts = await desk.app.ownerQuery('select seq, kind, body from casebook.shared_text where case_id = $1', [
      caseId,
    ]);
    expect(texts).toEqual([{ seq: body.seq, kind: 'reopening-reason', body: '问题再次出现' }]);
    expect(await reopen(caseId)).toMatchObject(refused(409, 'not-allowed-now'));
  });

  it('is followed up, closed and reopened again in rounds that count on', async () => {
    const caseId = await desk.closed();
    for (const round of [2, 3]) {
      expect((await reopen(caseId)).status).toBe(200);
      await desk.handleAgain(caseId);
      await desk.followUp(caseId, round);
      expect(await desk.itemOf(caseId)).toMatchObject({ round, attempts: 0, officer: null });
      const grade = { grade: 'satisfied' };
      expect((await desk.post(desk.officer(), caseId, 'grade', grade)).body.status).toBe('followed-up');
      await desk.closeCase(caseId, round);
    }
    const keys = await desk.app.ownerQuery<{ effect_key: string }>(
      `select effect_key from casebook.act where case_id = $1 and kind = 'closed' order by seq`,
      [caseId],
    );
    expect(keys.map((row) => row.effect_key)).toEqual(['closed', 'closed:2', 'closed:3']);
  });

  it('gives the case its reworks anew', async () => {
    const caseId = await desk.answered();
    const dissatisfied = () => desk.post(desk.officer(), caseId, 'grade', { grade: 'dissatisfied' });
    async function reworkedTo(round: number): Promise<void> {
      await desk.rework(caseId, round - 1);
      await desk.handleAgain(caseId);
      await desk.followUp(caseId, round);
      await dissatisfied();
    }
    const rule = () => desk.post(desk.app.as('leader'), caseId, 'ruling', { decision: 'close', instruction: '已尽力' });
    await dissatisfied();
    await reworkedTo(2);
    await reworkedTo(3);
    expect((await rule()).status).toBe(200);
    await desk.closeCase(caseId, 3);
    await reopen(caseId);
    await desk.handleAgain(caseId);
    await desk.followUp(caseId, 4);
    await dissatisfied();
    expect(await rule()).toMatchObject(refused(409, 'rework-first'));
    await reworkedTo(5);
    await reworkedTo(6);
    expect((await rule()).status).toBe(200);
  });

  it('is open for twenty working days after the closing, to the last instant', async () => {
    const [inTime, late] = [await desk.closed(), await desk.closed()];
    desk.clock.set('2026-03-30T17:00:00+08:00');
    expect((await reopen(inTime)).status).toBe(200);
    desk.clock.set('2026-03-30T17:00:00.001+08:00');
    expect(await reopen(late)).toMatchObject(refused(409, 'reopening-too-late'));
    expect((await desk.caseOf(late))['status']).toBe('closed');
  });

  it('takes the type that is named, general where none is, and never minutes; what was declined as well', async () => {
    const declined = await desk.declined();
    const answer = { grade: 'satisfied', explanationUnderstood: true };
    await desk.post(desk.officer(), declined, 'grade', answer);
    await desk.closeCase(declined);
    expect(await reopen(declined, { type: 'simple' })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/type' }] },
    });
    const simple = await desk.followUp(await desk.cases.reply('simple', 'scjg', { clocks: desk.clocks() }));
    await desk.post(desk.officer(), simple, 'grade', { grade: 'satisfied' });
    await reopen(await desk.closeCase(simple));
    expect(await desk.caseOf(simple)).toMatchObject({ type: 'general', due_at: new Date('2026-03-04T09:00:00.000Z') });
    const complex = await desk.closed();
    await reopen(complex, { type: 'complex' });
    expect(await desk.caseOf(complex)).toMatchObject({ type: 'complex', due_at: new Date('2026-03-09T09:00:00.000Z') });
    const { body } = await reopen(declined, { type: 'complex' });
    expect(body).toMatchObject({
      status: 'accepted',
      clocks: [{ clockId: 'case:2', dueAt: '2026-03-09T09:00:00.000Z' }],
    });
    const row = await desk.caseOf(declined);
    expect(row).toMatchObject({ type: 'complex', accepted_at: new Date(MONDAY) });
    expect(row['acts'].at(-1).detail).toMatchObject({ round: 1, previousClockId: null, type: 'complex' });
    await desk.cases.act(declined, 'answeredOnTheSpot', {
      detail: { type: 'simple' },
      patch: { type: 'simple' },
    });
    await desk.followUp(declined, 2);
    expect((await desk.post(desk.officer(), declined, 'grade', { grade: 'dissatisfied' })).status).toBe(200);
    await desk.rework(declined, 2);
    expect(caseClocks(await desk.caseOf(declined)).map(({ clockId }) => clockId)).toEqual(['case:2', 'case:3']);
  });

  it('is for what the citizen took back too', async () => {
    const caseId = await desk.cases.accept('general');
    await desk.cases.act(caseId, 'withdrawn', { detail: { confirmedBy: 'phone' } });
    await desk.closeCase(await desk.followUp(caseId));
    expect((await reopen(caseId)).body.status).toBe('accepted');
  });

  it('is not for what was handled under another number, but for its first case, which then closes alone', async () => {
    const first = await desk.answered();
    const merged = await desk.cases.register();
    await desk.cases.act(merged, 'merged', { detail: { into: first }, patch: { mergedInto: first } });
    const satisfied = () => desk.post(desk.officer(), first, 'grade', { grade: 'satisfied' });
    await satisfied();
    await desk.closeCase(first);
    expect(await desk.caseOf(merged)).toMatchObject({ status: 'closed', seq: 3 });
    expect(await reopen(merged, { type: 'general' })).toMatchObject(refused(409, 'merged-case'));
    expect((await reopen(first)).status).toBe(200);
    await desk.handleAgain(first);
    await desk.followUp(first, 2);
    await satisfied();
    await desk.closeCase(first, 2);
    expect(await desk.caseOf(merged)).toMatchObject({ status: 'closed', seq: 3 });
  });

  it('comes before the filing, or after it', async () => {
    const caseId = await desk.closed();
    const archived = { catalogueNumber: 'A-1', retention: '30-years' as const, absentClasses: [] };
    await desk.cases.act(caseId, 'archived', { detail: archived });
    expect((await reopen(caseId, {}, desk.app.as('leader'))).body.status).toBe('accepted');
  });

  it('happens once of two at the same moment, and once for one idempotency key', async () => {
    const caseId = await desk.closed();
    const answers = await Promise.all([reopen(caseId), reopen(caseId)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const other = await desk.closed();
    const key = { 'idempotency-key': randomUUID() };
    const send = () => clerk().post(`/v1/follow-ups/${other}/reopening`, { reason: '问题再次出现' }, key);
    const first = await send();
    expect((await send()).body).toEqual(first.body);
  });

  it('gives an unassigned case to the clerk who reopens it', async () => {
    const caseId = await desk.closed('satisfied', { handler: 'unassigned' });
    await reopen(caseId, {}, desk.app.as('clerk', { subject: 'clerk-7' }));
    expect((await desk.caseOf(caseId))['handler']).toBe('clerk-7');
    const other = await desk.closed('satisfied', { handler: 'clerk-2' });
    await reopen(other, {}, desk.app.as('clerk', { subject: 'clerk-7' }));
    expect((await desk.caseOf(other))['handler']).toBe('clerk-2');
  });

  it('is for clerks and leaders of the jurisdiction, with a reason, of a closed case', async () => {
    const caseId = await desk.closed();
    for (const role of ['follow-up-officer', 'department', 'admin', 'supervisor'] as const) {
      expect((await reopen(caseId, {}, desk.app.as(role))).status).toBe(403);
    }
    expect((await reopen(caseId, {}, desk.app.as('clerk', { jurisdiction: '370499' }))).status).toBe(404);
    for (const body of [{ reason: ' ' }, { type: 'urgent' }, { reason: '理'.repeat(1_001) }, { until: 'x' }]) {
      expect((await reopen(caseId, body)).status).toBe(400);
    }
    const open = await desk.answered();
    expect(await reopen(open)).toMatchObject(refused(409, 'not-allowed-now'));
    const stale = await clerk().post(`/v1/follow-ups/${caseId}/reopening`, { reason: '理由' }, { 'if-match': '"1"' });
    expect(stale).toMatchObject(refused(412, 'stale-version'));
    expect((await desk.caseOf(caseId))['status']).toBe('closed');
  });
});
