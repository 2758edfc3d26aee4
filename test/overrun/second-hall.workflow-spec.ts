import { randomUUID } from 'node:crypto';
import { DEFAULT_HALL_POLICY, type HallPolicy } from '@bancheng/domain';
import { Hall } from './hall.js';

const HERE = '370406';
const THERE = '370402';

/** 370402 gives general matters five working days and complex ones ten, and leaves every 不满意 to its leader. */
const THEIRS: HallPolicy = {
  ...DEFAULT_HALL_POLICY,
  general: { workingDays: 5 },
  complex: { workingDays: 10 },
  dispatchRequirements: { ...DEFAULT_HALL_POLICY.dispatchRequirements, 'two-working-days': { workingDays: 5 } },
  reworkRounds: 0,
};

/** Two halls with their own policy, departments and numbers, with the real services on the time-skipping server. */
describe('a second hall beside the first', () => {
  let hall: Hall;

  beforeAll(async () => {
    hall = await Hall.open();
  });
  afterAll(() => hall?.close());

  const as = (role: 'clerk' | 'leader' | 'admin' | 'follow-up-officer', jurisdiction: string) =>
    hall.app.as(role, { jurisdiction, subject: `${role}-${jurisdiction}` });

  async function setPolicy(policy: HallPolicy, seen: number): Promise<void> {
    const headers = { 'if-match': `"${seen}"`, 'idempotency-key': randomUUID() };
    expect((await as('admin', THERE).post('/v1/policies', { policy }, headers)).status).toBe(201);
  }

  async function accepted(jurisdiction: string): Promise<{ id: string; number: string }> {
    const clerk = as('clerk', jurisdiction);
    const registered = await hall.post(clerk, '/v1/complaints', {
      name: '测试六',
      phone: '13000000006',
      matterKinds: ['application-blocked'],
      record: '同一铺位的上一家租户没有注销，新店办不了营业执照。',
      claim: '尽快办出两证。',
      channel: 'window',
    });
    await hall.post(clerk, `/v1/complaints/${registered.id}/accept`, { type: 'general' });
    return registered;
  }

  const dispatch = (jurisdiction: string, complaintId: string, department: string) =>
    as('clerk', jurisdiction).post('/v1/dispatches', {
      complaintId,
      departments: [{ department, requirement: 'two-working-days' }],
    });

  async function clockOf(id: string, clockId: string): Promise<any> {
    const [row] = await hall.app.ownerQuery<{ clocks: any[] }>('select clocks from casebook.complaint where id = $1', [
      id,
    ]);
    return row!.clocks.find((clock) => clock.clockId === clockId);
  }

  it('has its own departments, numbers and deadlines, is warned by them, and moves to a new policy when told to', async () => {
    await setPolicy(THEIRS, 0);
    for (const [jurisdiction, code] of [
      [HERE, 'scjg'],
      [THERE, 'spj'],
    ] as const) {
      const put = await as('admin', jurisdiction).put(`/v1/departments/${code}`, { name: '审批局', active: true });
      expect(put.status).toBeLessThan(300);
    }
    const here = await accepted(HERE);
    const there = await accepted(THERE);
    expect([here.number, there.number]).toEqual([
      expect.stringMatching(/^BBCS-370406-\d{4}-00001$/),
      expect.stringMatching(/^BBCS-370402-\d{4}-00001$/),
    ]);
    const foreign = await dispatch(THERE, there.id, 'scjg');
    expect([foreign.status, foreign.body.code]).toEqual([422, 'department-unknown']);
    expect((await dispatch(HERE, here.id, 'scjg')).status).toBe(201);
    const { body } = await dispatch(THERE, there.id, 'spj');
    const dispatchId = body.dispatches[0].dispatchId as string;

    await hall.skipUntil(here.id, 'redWarned');
    expect(await hall.kinds(there.id)).not.toContain('yellowWarned');

    const before = await clockOf(there.id, 'case');
    await setPolicy({ ...THEIRS, general: { workingDays: 4 } }, 1);
    await hall.post(as('admin', THERE), '/v1/policies/2/reproject', {});
    await hall.until(there.id, 'deadlinesReprojected');
    const after = await clockOf(there.id, 'case');
    expect(after.dueAt < before.dueAt).toBe(true);
    expect(after.originalDueAt).toBe(before.dueAt);
    expect((await clockOf(there.id, `dispatch:${dispatchId}`)).dueAt).toBe(after.dueAt);
    expect(await hall.kinds(here.id)).not.toContain('deadlinesReprojected');

    await hall.skipUntil(there.id, 'redWarned');
    const [warned] = await hall.app.ownerQuery<{ at: Date }>(
      `select min(at) as at from casebook.act where case_id = $1 and kind = 'redWarned'`,
      [there.id],
    );
    expect(warned!.at.toISOString() >= after.dueAt && warned!.at.toISOString() < before.dueAt).toBe(true);
  });

  it('leaves a 不满意 to its leader at once where its policy says so', async () => {
    const { id } = await accepted(THERE);
    const { body } = await dispatch(THERE, id, 'spj');
    const department = hall.app.as('department-system', { jurisdiction: THERE, department: 'spj' });
    const reply = { outcome: 'solved', text: '已办理。' };
    await hall.post(department, `/v1/dispatches/${body.dispatches[0].dispatchId}/reply`, reply);
    await hall.until(id, 'followUpOpened');
    await hall.post(as('follow-up-officer', THERE), `/v1/follow-ups/${id}/grade`, { grade: 'dissatisfied' });
    await hall.skip('2 hours');
    expect(await hall.kinds(id)).not.toContain('reworkOpened');
    const ruling = { decision: 'close', instruction: '已尽力，向反映人说明。' };
    await hall.post(as('leader', THERE), `/v1/follow-ups/${id}/ruling`, ruling);
    await hall.until(id, 'archived');
  });
});
