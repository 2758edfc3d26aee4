import { DEFAULT_HALL_POLICY } from '@bancheng/domain';
import type { Caller } from '@bancheng/testing';
import { Hall } from './hall.js';

const { urgesAtMost } = DEFAULT_HALL_POLICY;
/** 督办单 are counted over two clocks: the case's and the slip's. */
const ALL_URGES = 2 * urgesAtMost;

/** 督办 day after day, with the real services and records on the time-skipping server. */
describe('a deadline that is missed', () => {
  let hall: Hall;
  let clerk: Caller;
  let leader: Caller;
  let department: Caller;

  beforeAll(async () => {
    hall = await Hall.open();
    clerk = hall.app.as('clerk', { subject: 'clerk-wang' });
    leader = hall.app.as('leader');
    department = hall.app.as('department-system', { department: 'scjg' });
    await hall.addDepartment('scjg', '市场监督管理局');
  });
  afterAll(() => hall?.close());

  const matter = {
    name: '测试五',
    phone: '13000000005',
    matterKinds: ['application-blocked'],
    record: '营业执照变更三次未办成。',
    claim: '尽快办理。',
    channel: 'window',
  };

  async function accepted(): Promise<string> {
    const { id } = await hall.post(clerk, '/v1/complaints', matter);
    await hall.post(clerk, `/v1/complaints/${id}/accept`, { type: 'general' });
    return id;
  }

  async function dispatched(): Promise<{ id: string; dispatchId: string }> {
    const id = await accepted();
    const { dispatches } = await hall.post(clerk, '/v1/dispatches', {
      complaintId: id,
      departments: [{ department: 'scjg', requirement: 'two-working-days' }],
    });
    return { id, dispatchId: dispatches[0].dispatchId };
  }

  async function urgedClocks(id: string): Promise<string[]> {
    const rows = await hall.app.ownerQuery<{ clock_id: string }>(
      'select clock_id from supervision.supervision_notice where case_id = $1',
      [id],
    );
    return rows.map((row) => row.clock_id);
  }
  const OF_FOLLOW_UP = ['claim', 'follow-up'];
  /** Of the handling; a follow-up that nobody makes has its own. */
  const urges = async (id: string) => (await urgedClocks(id)).filter((clock) => !OF_FOLLOW_UP.includes(clock)).length;
  const reply = (dispatchId: string) =>
    hall.post(department, `/v1/dispatches/${dispatchId}/reply`, { outcome: 'solved', text: '已办结。' });

  async function skipUntilUrged(id: string, count: number): Promise<void> {
    for (let hours = 0; hours < 24 * 21; hours += 1) {
      if ((await urges(id)) >= count) return;
      await hall.skip('1 hour');
    }
    throw new Error(`${count} 督办单 did not come within three weeks: ${(await hall.kinds(id)).join(', ')}`);
  }

  async function skipDays(days: number): Promise<void> {
    for (let hours = 0; hours < 24 * days; hours += 6) await hall.skip('6 hours');
  }

  const aMinuteAgo = async () => new Date((await hall.env.currentTimeMs()) - 60_000).toISOString();

  async function listed(): Promise<{ complaintId: string; noticeId: string; clock: { kind: string } }[]> {
    return (await leader.get('/v1/leader/supervision?limit=100')).body.items;
  }

  it('is urged each working day up to the limit, then no more; a reply ends it at once', async () => {
    const silent = await dispatched();
    const answering = await dispatched();
    await skipUntilUrged(answering.id, 4);
    const [notice] = (await listed()).filter(({ complaintId }) => complaintId === answering.id);
    const instruction = { complaintId: answering.id, noticeId: notice!.noticeId, department: 'scjg', text: '今日办结' };
    const { instructionId } = await hall.post(leader, '/v1/leader/instructions', instruction);
    await hall.post(department, `/v1/dispatches/instructions/${instructionId}/answer`, { text: '已安排专人。' });
    await reply(answering.dispatchId);
    await hall.until(answering.id, 'followUpOpened');
    const answered = await urges(answering.id);

    await skipUntilUrged(silent.id, ALL_URGES);
    await skipDays(6);
    expect(await urges(silent.id)).toBe(ALL_URGES);
    expect(await urges(answering.id)).toBe(answered);
    expect(answered).toBeLessThan(ALL_URGES);
    // Nobody took the follow-up up, and nobody ended it: both are urged, and the case stands in the leader's queue.
    expect(new Set((await urgedClocks(answering.id)).filter((clock) => OF_FOLLOW_UP.includes(clock)))).toEqual(
      new Set(OF_FOLLOW_UP),
    );
    const { items } = (await leader.get('/v1/leader/overdue?limit=100')).body;
    expect(items).toContainEqual(expect.objectContaining({ complaintId: answering.id, status: 'follow-up' }));
    const notices = await hall.app.ownerQuery<{ clock_id: string; ordinals: number[]; days: number }>(
      `select clock_id, array_agg(ordinal order by at) as ordinals, count(distinct (at at time zone 'Asia/Shanghai')::date)::int as days
       from supervision.supervision_notice where case_id = $1 group by clock_id`,
      [silent.id],
    );
    const inOrder = Array.from({ length: urgesAtMost }, (_, index) => index + 1);
    expect(notices.map(({ ordinals, days }) => [ordinals, days])).toEqual([
      [inOrder, urgesAtMost],
      [inOrder, urgesAtMost],
    ]);
    const ofHandling = (await listed()).filter(({ clock }) => !OF_FOLLOW_UP.includes(clock.kind));
    const waiting = ofHandling.map(({ complaintId }) => complaintId);
    expect(waiting).toContain(silent.id);
    expect(waiting).not.toContain(answering.id);

    await reply(silent.dispatchId);
    await hall.until(silent.id, 'followUpOpened');
    const first = (await hall.kinds(silent.id)).filter((kind) => kind === 'redWarned' || kind === 'urged');
    expect(first.slice(0, 2)).not.toContain('urged');
  }, 240_000);

  it('of an agency is urged too; its answer comes back, is followed up and filed', async () => {
    const agency = { name: '省厅帮办中心', active: true };
    expect((await hall.app.as('admin').put('/v1/dispatches/agencies/shengting', agency)).status).toBe(201);
    const id = await accepted();
    const citizenTold = { how: 'phone', at: await aMinuteAgo() };
    const transfer = { complaintId: id, agency: 'shengting', reason: '须省厅审批', citizenTold };
    const { transferId } = await hall.post(clerk, '/v1/dispatches/transfers', transfer);
    await hall.skipUntil(id, 'urged');
    expect(await hall.kinds(id)).toEqual([
      ...['registered', 'accepted', 'transferred', 'yellowWarned', 'redWarned', 'urged'],
    ]);
    const answer = { outcome: 'solved', text: '省厅已批，证件寄出。' };
    await hall.post(clerk, `/v1/dispatches/transfers/${transferId}/answer`, answer);
    await hall.until(id, 'followUpOpened');
    await hall.post(hall.app.as('follow-up-officer'), `/v1/follow-ups/${id}/grade`, { grade: 'satisfied' });
    await hall.until(id, 'archived');
    const file = (await clerk.get(`/v1/archives/${id}`)).body.classes as { class: string; acts: any[]; absence: any }[];
    const paper = (name: string) => file.find((one) => one.class === name)!;
    expect(paper('reply').acts).toMatchObject([{ kind: 'transferAnswered', texts: ['reply'] }]);
    expect(paper('dispatch-slip').absence.code).toBe('transferred');
  }, 240_000);

  it('of an agency ends with the citizen’s withdrawal', async () => {
    const id = await accepted();
    const citizenTold = { how: 'on-site', at: await aMinuteAgo() };
    const transfer = { complaintId: id, agency: 'shengting', reason: '须省厅审批', citizenTold };
    const { transferId } = await hall.post(clerk, '/v1/dispatches/transfers', transfer);
    await hall.post(clerk, `/v1/complaints/${id}/withdraw`, { confirmedBy: 'phone' });
    await hall.until(id, 'archived');
    const ended = (await clerk.get('/v1/dispatches/transfers?open=false&limit=100')).body.items;
    const of = ended.find((one: { transferId: string }) => one.transferId === transferId);
    expect(of).toMatchObject({ endedAs: 'withdrawn', caseStatus: 'archived' });
    expect(await urges(id)).toBe(0);
  });
});
