import { Hall } from './hall.js';

/** Matters that take days, played with the real services and records on the time-skipping server. */
describe('a matter that takes days', () => {
  let hall: Hall;

  beforeAll(async () => {
    hall = await Hall.open();
  });
  afterAll(() => hall?.close());

  const overrunning = {
    name: '测试四',
    phone: '13000000004',
    matterKinds: ['application-blocked'],
    record: '同一铺位的上一家租户没有注销，新店办不了营业执照。',
    claim: '尽快办出两证。',
    channel: 'window',
  };

  it('is told to the leader, warned yellow, then red, answered late, graded, closed and filed', async () => {
    const clerk = hall.app.as('clerk', { subject: 'clerk-wang' });
    const leader = hall.app.as('leader');
    const department = hall.app.as('department-system', { department: 'scjg' });
    await hall.addDepartment('scjg', '市场监督管理局');

    const { id } = await hall.post(clerk, '/v1/complaints', overrunning);
    await hall.skipUntil(id, 'acceptanceOverdueTold');
    const told = await leader.get('/v1/leader/acceptance-overdue');
    expect(told.body.items.map(({ complaintId }: { complaintId: string }) => complaintId)).toContain(id);

    await hall.post(clerk, `/v1/complaints/${id}/accept`, { type: 'general' });
    const { dispatches } = await hall.post(clerk, '/v1/dispatches', {
      complaintId: id,
      departments: [{ department: 'scjg', requirement: 'two-working-days' }],
    });
    await hall.skipUntil(id, 'yellowWarned');
    expect(await hall.kinds(id)).not.toContain('redWarned');
    await hall.skipUntil(id, 'redWarned');
    const overdue = await leader.get('/v1/leader/overdue');
    expect(overdue.body.items.map(({ complaintId }: { complaintId: string }) => complaintId)).toContain(id);

    const reply = await hall.post(department, `/v1/dispatches/${dispatches[0].dispatchId}/reply`, {
      outcome: 'solved',
      text: '已协助前租户办理注销，两证已发。',
    });
    expect(reply.late).toBe(true);
    await hall.until(id, 'followUpOpened');
    await hall.post(hall.app.as('follow-up-officer'), `/v1/follow-ups/${id}/grade`, { grade: 'fairly-satisfied' });
    await hall.until(id, 'archived');

    const acts = await hall.kinds(id);
    expect(await hall.steps(id)).toEqual([
      'registered',
      'acceptanceOverdueTold',
      'accepted',
      'dispatched',
      'replied',
      'followUpOpened',
      'graded',
      'closed',
      'archived',
    ]);
    // The case's clock and the dispatch's each give one yellow and one red warning.
    expect(acts.filter((kind) => kind === 'yellowWarned')).toHaveLength(2);
    expect(acts.filter((kind) => kind === 'redWarned')).toHaveLength(2);
    const [row] = await hall.app.ownerQuery<{ overdue: boolean; engine_seq: number; seq: number }>(
      'select overdue, engine_seq, seq from casebook.complaint where id = $1',
      [id],
    );
    expect(row).toMatchObject({ overdue: true, seq: acts.length });
  });

  it('is reworked twice when the citizen stays dissatisfied, each time on a new clock, until a leader closes it', async () => {
    const clerk = hall.app.as('clerk', { subject: 'clerk-wang' });
    const leader = hall.app.as('leader');
    const department = hall.app.as('department-system', { department: 'rs' });
    await hall.addDepartment('rs', '人力资源和社会保障局');
    const { id } = await hall.post(clerk, '/v1/complaints', overrunning);
    await hall.post(clerk, `/v1/complaints/${id}/accept`, { type: 'general' });

    async function handle(round: number): Promise<void> {
      const { dispatches } = await hall.post(clerk, '/v1/dispatches', {
        complaintId: id,
        departments: [{ department: 'rs', requirement: 'two-working-days' }],
      });
      if (round === 2) await hall.skipUntil(id, 'redWarned');
      const reply = { outcome: 'solved', text: '已办理。' };
      const { late } = await hall.post(department, `/v1/dispatches/${dispatches[0].dispatchId}/reply`, reply);
      expect(late).toBe(round === 2);
      await hall.until(id, 'followUpOpened', round);
      await hall.post(hall.app.as('follow-up-officer'), `/v1/follow-ups/${id}/grade`, { grade: 'dissatisfied' });
    }

    await handle(1);
    await hall.until(id, 'reworkOpened');
    await handle(2);
    await hall.until(id, 'reworkOpened', 2);
    await handle(3);
    const waiting = await leader.get('/v1/leader/dissatisfied');
    expect(waiting.body.items.map(({ complaintId }: { complaintId: string }) => complaintId)).toContain(id);
    await hall.post(leader, `/v1/follow-ups/${id}/ruling`, {
      decision: 'close',
      instruction: '已尽力，向反映人说明。',
    });
    await hall.until(id, 'archived');

    const round = ['dispatched', 'replied', 'followUpOpened', 'graded'];
    expect(await hall.steps(id)).toEqual([
      ...['registered', 'accepted', ...round, 'reworkOpened', ...round, 'reworkOpened', ...round],
      ...['dissatisfactionRuled', 'closed', 'archived'],
    ]);
    const [{ clocks }] = (await hall.app.ownerQuery('select clocks from casebook.complaint where id = $1', [
      id,
    ])) as any;
    const ofCase = clocks.filter(({ kind }: { kind: string }) => kind === 'case');
    expect(ofCase.map(({ clockId }: { clockId: string }) => clockId)).toEqual(['case', 'case:2', 'case:3']);
    expect(ofCase.map(({ overdueAt }: { overdueAt: string | null }) => overdueAt !== null)).toEqual([
      false,
      true,
      false,
    ]);
    const file = await clerk.get(`/v1/archives/${id}`);
    const instructions = file.body.classes.find((one: { class: string }) => one.class === 'leader-instruction');
    expect(instructions.acts).toMatchObject([{ kind: 'dissatisfactionRuled', texts: ['leader-instruction'] }]);
  });
});
