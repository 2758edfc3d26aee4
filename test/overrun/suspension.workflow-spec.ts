import { randomUUID } from 'node:crypto';
import { ACTS_RECORDED_SIGNAL, LIVE_CLOCKS_QUERY, type EngineAct, type LiveClocks } from '@bancheng/contracts/workflow';
import { until } from '@bancheng/testing';
import { WorkflowNotFoundError, type WorkflowHandle } from '@temporalio/client';
import { Hall } from './hall.js';

/** 挂起, 延期 and 问题类型更正 over days, played with the real services and records on the time-skipping server. */
describe('a department’s clock', () => {
  let hall: Hall;

  beforeAll(async () => {
    hall = await Hall.open();
    await hall.addDepartment('scjg', '市场监督管理局');
    await hall.addDepartment('ws', '卫生健康局');
  });
  afterAll(() => hall?.close());

  const clerk = () => hall.app.as('clerk', { subject: 'clerk-wang' });
  const department = () => hall.app.as('department-system', { department: 'scjg' });
  const matter = {
    name: '测试五',
    phone: '13000000005',
    matterKinds: ['application-blocked'],
    record: '食品经营许可申请未受理，窗口称缺少租赁合同原件。',
    claim: '尽快受理。',
    channel: 'window',
  };
  const evidence = { missing: ['租赁合同原件'], toldBy: 'phone', reference: '通话记录' };

  /** A general matter at scjg. */
  async function dispatched() {
    const { id, number } = await hall.post(clerk(), '/v1/complaints', matter);
    await hall.post(clerk(), `/v1/complaints/${id}/accept`, { type: 'general' });
    const { dispatches } = await hall.post(clerk(), '/v1/dispatches', {
      complaintId: id,
      departments: [{ department: 'scjg', requirement: 'two-working-days' }],
    });
    return { id: id as string, number: number as string, dispatchId: dispatches[0].dispatchId as string };
  }

  /** Until the relay has started the run and told it of this act. */
  async function heard(run: WorkflowHandle, seq: number): Promise<void> {
    await until(async () => {
      const known = await run.query<LiveClocks>(LIVE_CLOCKS_QUERY).catch((error: unknown) => {
        if (error instanceof WorkflowNotFoundError) return null;
        throw error;
      });
      return known !== null && known.seq >= seq;
    });
  }

  it('that waits for papers runs on by itself at the limit, and is warned of its later deadline alone', async () => {
    const { id, number, dispatchId } = await dispatched();
    const clockId = `dispatch:${dispatchId}`;
    const before = await hall.clockOf(id, clockId);
    const { until } = await hall.post(department(), `/v1/dispatches/${dispatchId}/suspension`, evidence);

    // The act is delivered to the run again and again, once more after all is over.
    const run = hall.env.client.workflow.getHandle(`complaint/${number}`);
    const [act] = await hall.app.ownerQuery<Omit<EngineAct, 'at'> & { at: Date }>(
      `select seq, kind, at, status, clocks, facts from casebook.act where case_id = $1 and kind = 'suspended'`,
      [id],
    );
    const again = () =>
      run.signal(ACTS_RECORDED_SIGNAL, { upTo: act!.seq, acts: [{ ...act!, at: act!.at.toISOString() }] });
    await heard(run, act!.seq);
    await again();
    await again();

    await hall.skipUntil(id, 'resumed');
    await again();
    expect(await hall.warningsOf(id, clockId)).toEqual([]);
    expect((await hall.warningsOf(id, 'case')).map(({ kind }) => kind)).toEqual(['yellowWarned', 'redWarned']);
    const limit = await hall.clockOf(id, `suspension:${dispatchId}`);
    expect(limit).toMatchObject({ dueAt: until, overdueAt: null });
    expect(limit.endedAt! >= until).toBe(true);
    const resumed = await hall.clockOf(id, clockId);
    expect(resumed).toMatchObject({ originalDueAt: before.dueAt, overdueAt: null, endedAt: null });
    expect(resumed).not.toHaveProperty('pausedAt');
    expect(resumed.dueAt > until).toBe(true);

    await hall.skipUntilWarned(id, clockId, 2);
    expect(await hall.warningsOf(id, clockId)).toEqual([
      { kind: 'yellowWarned', due: resumed.dueAt },
      { kind: 'redWarned', due: resumed.dueAt },
    ]);
    const reply = { outcome: 'solved', text: '材料未补，已容缺受理。' };
    expect((await hall.post(department(), `/v1/dispatches/${dispatchId}/reply`, reply)).late).toBe(true);
    await hall.finish(id);
    expect(await hall.countOf(id, 'resumed')).toBe(1);
  });

  it('runs on when the papers came, and the limit passes without a word', async () => {
    const { id, dispatchId } = await dispatched();
    const clockId = `dispatch:${dispatchId}`;
    await hall.post(department(), `/v1/dispatches/${dispatchId}/suspension`, evidence);
    await hall.skip('4 days');
    const answer = await hall.post(department(), `/v1/dispatches/${dispatchId}/resumption`, undefined);
    expect(answer.cause).toBe('papers-received');
    await hall.skipUntilWarned(id, clockId, 2);
    expect(await hall.warningsOf(id, clockId)).toEqual([
      { kind: 'yellowWarned', due: answer.dueAt },
      { kind: 'redWarned', due: answer.dueAt },
    ]);
    await hall.skip('10 days');
    await hall.post(department(), `/v1/dispatches/${dispatchId}/reply`, { outcome: 'solved', text: '已受理。' });
    await hall.finish(id);
    expect(await hall.countOf(id, 'resumed')).toBe(1);
  });

  it('answered while it stands still is in time, and the case goes on to its archive', async () => {
    const { id, dispatchId } = await dispatched();
    await hall.post(department(), `/v1/dispatches/${dispatchId}/suspension`, evidence);
    await hall.skip('3 days');
    const reply = { outcome: 'solved', text: '反映人当面补齐，已受理。' };
    expect((await hall.post(department(), `/v1/dispatches/${dispatchId}/reply`, reply)).late).toBe(false);
    await hall.finish(id);
    expect(await hall.warningsOf(id, `dispatch:${dispatchId}`)).toEqual([]);
    expect(await hall.countOf(id, 'resumed')).toBe(0);
  });

  it('whose extension is undecided at the deadline is overdue, and a later approval does not erase the mark', async () => {
    const { id, dispatchId } = await dispatched();
    const clockId = `dispatch:${dispatchId}`;
    const { extensionId } = await hall.post(department(), '/v1/extensions', {
      ...{ complaintId: id, clockId, workingDays: 2, reason: '需上级批复' },
    });
    await hall.skipUntilWarned(id, clockId, 2);
    const missed = await hall.clockOf(id, clockId);
    expect(missed.overdueAt).toBe(missed.dueAt);
    await hall.post(hall.app.as('leader'), `/v1/extensions/${extensionId}/decide`, { granted: true });
    expect(await hall.clockOf(id, clockId)).toMatchObject({ overdueAt: missed.dueAt, originalDueAt: missed.dueAt });
    const extended = await hall.clockOf(id, clockId);
    expect(extended.dueAt > missed.dueAt).toBe(true);
    const reply = { outcome: 'solved', text: '已受理。' };
    expect((await hall.post(department(), `/v1/dispatches/${dispatchId}/reply`, reply)).late).toBe(false);
    await hall.finish(id);
    expect((await hall.clockOf(id, clockId)).overdueAt).toBe(missed.dueAt);
    const [row] = await hall.app.ownerQuery('select overdue from casebook.complaint where id = $1', [id]);
    expect(row).toEqual({ overdue: true });
  });

  it('follows a re-typing of the case, which after a reply is a leader’s', async () => {
    const { id } = await hall.post(clerk(), '/v1/complaints', matter);
    await hall.post(clerk(), `/v1/complaints/${id}/accept`, { type: 'general' });
    const { dispatches } = await hall.post(clerk(), '/v1/dispatches', {
      complaintId: id,
      departments: ['scjg', 'ws'].map((one) => ({ department: one, requirement: 'five-working-days' })),
      lead: 'scjg',
    });
    const [own, other]: { dispatchId: string }[] = dispatches;
    const dueAt = async (clockId: string) => (await hall.clockOf(id, clockId)).dueAt;
    const slip = `dispatch:${own!.dispatchId}`;
    const asGeneral = await dueAt(slip);
    expect(asGeneral).toBe(await dueAt('case'));

    await hall.post(clerk(), `/v1/complaints/${id}/retype`, { type: 'complex', reason: '涉及两个部门。' });
    expect((await dueAt(slip)) > asGeneral).toBe(true);
    expect(await dueAt(slip)).toBe(await dueAt('case'));

    const otherDepartment = hall.app.as('department-system', { department: 'ws' });
    const reply = { outcome: 'solved', text: '健康证已补发。' };
    await hall.post(otherDepartment, `/v1/dispatches/${other!.dispatchId}/reply`, reply);
    const back = { type: 'general', reason: '其余事项一个部门即可办结。' };
    const path = `/v1/complaints/${id}/retype`;
    const refused = await clerk().post(path, back, { 'idempotency-key': randomUUID() });
    expect([refused.status, refused.body.code]).toEqual([403, 'leader-retypes']);
    await hall.post(hall.app.as('leader'), path, back);
    expect(await dueAt(slip)).toBe(asGeneral);
    await hall.post(department(), `/v1/dispatches/${own!.dispatchId}/reply`, { outcome: 'solved', text: '已受理。' });
    await hall.finish(id);
  });
});
