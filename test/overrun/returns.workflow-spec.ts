import { localDateOf } from '@bancheng/domain';
import type { Caller } from '@bancheng/testing';
import { Hall } from './hall.js';

/** 签收, 退回 and 站台 over days, with the real services and records on the time-skipping server. */
describe('a slip', () => {
  let hall: Hall;
  let clerk: Caller;

  beforeAll(async () => {
    hall = await Hall.open();
    clerk = hall.app.as('clerk', { subject: 'clerk-wang' });
    await hall.addDepartment('scjg', '市场监督管理局');
    await hall.addDepartment('bdc', '不动产登记中心');
    await hall.addDepartment('yb', '医疗保障局');
  });
  afterAll(() => hall?.close());

  const department = (code: string) => hall.app.as('department-system', { department: code });
  const matter = {
    name: '测试五',
    phone: '13000000005',
    matterKinds: ['application-blocked'],
    record: '异地结算备案三次未办成，几个窗口互相推。',
    claim: '明确由谁办理。',
    channel: 'window',
  };

  async function accepted(): Promise<string> {
    const { id } = await hall.post(clerk, '/v1/complaints', matter);
    await hall.post(clerk, `/v1/complaints/${id}/accept`, { type: 'general' });
    return id;
  }

  /** Sends a slip to each; their ids in the same order. */
  async function sent(complaintId: string, ...departments: string[]): Promise<string[]> {
    const orders = departments.map((code) => ({ department: code, requirement: 'five-working-days' }));
    const { dispatches } = await hall.post(clerk, '/v1/dispatches', { complaintId, departments: orders });
    return dispatches.map(({ dispatchId }: { dispatchId: string }) => dispatchId);
  }

  const giveBack = (dispatchId: string, by: string) =>
    hall.post(department(by), `/v1/dispatches/${dispatchId}/return`, {
      ...{ reason: '不属本部门职责', proposedDepartment: 'yb' },
    });
  const reply = (dispatchId: string, by: string) =>
    hall.post(department(by), `/v1/dispatches/${dispatchId}/reply`, { outcome: 'solved', text: '已办理。' });

  async function skipDays(days: number): Promise<void> {
    for (let hours = 0; hours < 24 * days; hours += 6) await hall.skip('6 hours');
  }

  it('that is not signed for in half a working day is reminded of once, and one that is signed for never', async () => {
    const id = await accepted();
    const [silent, prompt] = await sent(id, 'scjg', 'bdc');
    await hall.post(department('bdc'), `/v1/dispatches/${prompt}/sign`, {});
    const { dueAt } = await hall.clockOf(id, `sign:${silent}`);
    await hall.skipUntil(id, 'signReminded');
    await skipDays(4);
    const reminders = await hall.app.ownerQuery<{ at: Date; detail: object }>(
      `select at, detail from casebook.act where case_id = $1 and kind = 'signReminded'`,
      [id],
    );
    expect(reminders.map(({ detail }) => detail)).toEqual([{ clockId: `sign:${silent}`, department: 'scjg', dueAt }]);
    expect(reminders[0]!.at.toISOString() >= dueAt).toBe(true);
    await hall.post(department('scjg'), `/v1/dispatches/${silent}/sign`, {});
    await reply(silent!, 'scjg');
    await reply(prompt!, 'bdc');
    await hall.finish(id);
    expect(await hall.countOf(id, 'signReminded')).toBe(1);
  });

  it('that is returned in time is sent elsewhere under the clock the case has, and warned of as it was to be', async () => {
    const id = await accepted();
    const [first] = await sent(id, 'scjg');
    const before = await hall.clockOf(id, 'case');
    await hall.skip('20 hours');
    expect((await giveBack(first!, 'scjg')).toLeader).toBe(false);
    await hall.skip('1 hour');
    const [second] = await sent(id, 'yb');
    expect(await hall.clockOf(id, 'case')).toEqual(before);
    expect((await hall.clockOf(id, `dispatch:${second}`)).dueAt).toBe(before.dueAt);

    await hall.skipUntilWarned(id, 'case', 1);
    expect(hall.now >= before.yellowAt! && hall.now < before.dueAt).toBe(true);
    await hall.skipUntilWarned(id, 'case', 2);
    expect(await hall.warningsOf(id, 'case')).toEqual([
      { kind: 'yellowWarned', due: before.dueAt },
      { kind: 'redWarned', due: before.dueAt },
    ]);
    expect(await hall.clockOf(id, 'case')).toMatchObject({ dueAt: before.dueAt, overdueAt: before.dueAt });
    expect(await hall.warningsOf(id, `dispatch:${first}`)).toEqual([]);
    expect((await reply(second!, 'yb')).late).toBe(false); // within what it was asked in; the rest is the hall's
    await hall.finish(id);
  });

  it('that is returned a second time is ruled on by a deputy and answered by whom the ruling names', async () => {
    const tomorrow = new Date(Date.parse(hall.now) + 86_400_000).toISOString();
    const zhang = { name: '张领导', roles: ['leader'], deputies: ['clerk-li'] };
    await hall.app.as('admin').put('/v1/people/leader-zhang', zhang);
    await hall.post(hall.app.as('leader', { subject: 'leader-zhang' }), '/v1/leader/delegations', {
      ...{ deputy: 'clerk-li', from: localDateOf(hall.now), to: localDateOf(tomorrow), reason: '外出学习' },
    });
    const id = await accepted();
    const before = await hall.clockOf(id, 'case');
    const [first] = await sent(id, 'scjg');
    await giveBack(first!, 'scjg');
    const [second] = await sent(id, 'bdc');
    expect((await giveBack(second!, 'bdc')).toLeader).toBe(true);
    const call = { complaintId: id, department: 'bdc', matter: '请到窗口说明登记情况。' };
    const { callId } = await hall.post(clerk, '/v1/dispatches/task-force-calls', call);
    const deputy = hall.app.as('clerk', { subject: 'clerk-li' });
    const ruling = { department: 'yb', instruction: '由医保局办理', item: '异地结算备案' };
    const { dispatches } = await hall.post(deputy, `/v1/leader/returns/${second}/ruling`, ruling);
    expect(dispatches).toMatchObject([{ department: 'yb', dueAt: before.dueAt }]);
    const report = { outcome: 'agreed', text: '首席代表已到窗口说明。' };
    await hall.post(department('bdc'), `/v1/dispatches/task-force-calls/${callId}/report`, report);
    await hall.skip('20 hours');
    expect((await reply(dispatches[0].dispatchId, 'yb')).late).toBe(false);
    await hall.finish(id);

    expect(await hall.steps(id)).toEqual([
      ...['registered', 'accepted', 'dispatched', 'returned', 'dispatched', 'returned', 'taskForceCalled'],
      ...['returnRuled', 'taskForceReported', 'replied', 'followUpOpened', 'graded', 'closed', 'archived'],
    ]);
    const [act] = await hall.app.ownerQuery(
      `select actor, role, detail->>'onBehalfOf' as leader from casebook.act where case_id = $1 and kind = 'returnRuled'`,
      [id],
    );
    expect(act).toEqual({ actor: 'clerk-li', role: 'deputy', leader: 'leader-zhang' });
    const { startedAt, dueAt, originalDueAt, overdueAt } = await hall.clockOf(id, 'case');
    expect({ startedAt, dueAt, originalDueAt, overdueAt }).toEqual({
      ...{ startedAt: before.startedAt, dueAt: before.dueAt, originalDueAt: before.dueAt, overdueAt: null },
    });
  });
});
