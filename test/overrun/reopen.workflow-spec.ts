import { workflowIdOf } from '@bancheng/domain';
import { until } from '@bancheng/testing';
import { Hall } from './hall.js';

/** A closed matter that comes back, with the real services and records on the time-skipping server. */
describe('a matter that is reopened', () => {
  let hall: Hall;

  beforeAll(async () => {
    hall = await Hall.open();
    await hall.addDepartment('bdc', '不动产登记中心');
  });
  afterAll(() => hall?.close());

  const clerk = () => hall.app.as('clerk', { subject: 'clerk-wang' });
  const form = {
    name: '测试五',
    phone: '13000000005',
    matterKinds: ['repeated-visits'],
    record: '楼栋没有首次登记，分户证一直办不下来。',
    claim: '尽快办出分户证。',
    channel: 'window',
  };

  async function handle(complaintId: string): Promise<void> {
    const { dispatches } = await hall.post(clerk(), '/v1/dispatches', {
      complaintId,
      departments: [{ department: 'bdc', requirement: 'two-working-days' }],
    });
    const department = hall.app.as('department-system', { department: 'bdc' });
    const reply = { outcome: 'solved', text: '已办理。' };
    await hall.post(department, `/v1/dispatches/${dispatches[0].dispatchId}/reply`, reply);
  }

  async function archived(): Promise<{ id: string; number: string; queryCode: string }> {
    const registered = await hall.post(clerk(), '/v1/complaints', form);
    await hall.post(clerk(), `/v1/complaints/${registered.id}/accept`, { type: 'general' });
    await handle(registered.id);
    await hall.until(registered.id, 'followUpOpened');
    await hall.post(hall.app.as('follow-up-officer'), `/v1/follow-ups/${registered.id}/grade`, { grade: 'satisfied' });
    await hall.until(registered.id, 'archived');
    return registered;
  }

  async function runOf(number: string): Promise<{ runId: string; status: string }> {
    const { runId, status } = await hall.env.client.workflow.getHandle(workflowIdOf(number)).describe();
    return { runId, status: status.name };
  }

  async function ended(number: string): Promise<string> {
    return until(async () => {
      const { runId, status } = await runOf(number);
      return status === 'COMPLETED' && runId;
    });
  }

  async function delivered(id: string): Promise<void> {
    await hall.tellWhatWaits();
    const waiting = `select 1 from casebook.delivery where target = 'temporal' and case_id = $1`;
    await until(async () => (await hall.app.ownerQuery(waiting, [id])).length === 0);
  }

  it('is handled by a new run, graded by the citizen, closed and filed again under its number', async () => {
    const { id, number, queryCode } = await archived();
    const first = await ended(number);
    const file = (await clerk().get(`/v1/archives/${id}`)).body;

    await hall.skip('2 days');
    await hall.post(hall.app.anyone, '/v1/ratings', {
      number,
      queryCode,
      grade: 'dissatisfied',
      comment: '又办不成了',
    });
    await delivered(id);
    expect(await runOf(number)).toEqual({ runId: first, status: 'COMPLETED' });
    const leader = hall.app.as('leader');
    const rated = (await leader.get('/v1/follow-ups/dissatisfied-ratings')).body.items;
    expect(rated.map(({ complaintId }: { complaintId: string }) => complaintId)).toEqual([id]);

    await hall.post(leader, `/v1/follow-ups/${id}/reopening`, { reason: '反映人评价为不满意，请再办' });
    await delivered(id);
    expect(await runOf(number)).toEqual({ runId: expect.not.stringMatching(first) as string, status: 'RUNNING' });
    await hall.skipUntil(id, 'yellowWarned');
    await handle(id);
    await hall.until(id, 'followUpOpened', 2);
    await hall.post(hall.app.anyone, '/v1/ratings', { number, queryCode, grade: 'dissatisfied' });
    await hall.until(id, 'reworkOpened');
    await handle(id);
    await hall.until(id, 'followUpOpened', 3);
    const { status } = await hall.post(hall.app.anyone, '/v1/ratings', { number, queryCode, grade: 'very-satisfied' });
    expect(status).toBe('回访完成');
    await hall.until(id, 'archived', 2);
    await ended(number);

    const round = ['dispatched', 'replied', 'followUpOpened', 'graded'];
    expect(await hall.steps(id)).toEqual([
      ...['registered', 'accepted', ...round, 'closed', 'archived', 'rated'],
      ...['reopened', ...round, 'reworkOpened', ...round, 'closed', 'archived'],
    ]);
    const [{ clocks }] = (await hall.app.ownerQuery('select clocks from casebook.complaint where id = $1', [
      id,
    ])) as any;
    const ofCase = clocks.filter(({ kind }: { kind: string }) => kind === 'case');
    expect(ofCase.map(({ clockId, endedAt }: any) => [clockId, endedAt !== null])).toEqual([
      ['case', true],
      ['case:2', true],
      ['case:3', true],
    ]);
    const again = (await clerk().get(`/v1/archives/${id}`)).body;
    expect(again).toMatchObject({ final: true, catalogueNumber: file.catalogueNumber });
    expect(again.archivedAt > file.archivedAt).toBe(true);
    const [row] = await hall.app.ownerQuery<{ behind: boolean }>(
      'select engine_seq < seq as behind from casebook.complaint where id = $1',
      [id],
    );
    expect(row).toEqual({ behind: false });
  });

  it('is refused once the window for it is over', async () => {
    const { id } = await archived();
    await hall.skip('60 days');
    const answer = await clerk().post(`/v1/follow-ups/${id}/reopening`, { reason: '太晚了' });
    expect(answer).toMatchObject({ status: 409, body: { code: 'reopening-too-late' } });
    expect((await hall.kinds(id)).at(-1)).toBe('archived');
  });
});
