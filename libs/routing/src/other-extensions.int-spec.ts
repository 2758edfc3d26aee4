import { commitmentClock, deadlineAfter, startClock } from '@bancheng/domain';
import { BUILT_IN_RULES } from '@bancheng/casebook';
import { Hall, marchClose, MONDAY, STARTS_WITHIN_MS } from '../test/hall.js';

const COMMITMENT = '00000000-0000-4000-8000-000000000002';

describe('延期 of the window’s own part, of 议定事项 and of agencies', () => {
  let hall: Hall;

  beforeAll(async () => {
    hall = await Hall.open();
    await hall.app.as('admin').put('/v1/dispatches/agencies/daiban', { name: '代办中心', active: true });
  }, STARTS_WITHIN_MS);
  afterAll(() => hall.close());
  beforeEach(() => hall.clock.set(MONDAY));

  const clerk = () => hall.app.as('clerk');
  const askFor = (caseId: string, clockId: string, workingDays: number, by = clerk()) =>
    hall.askFor(by, caseId, clockId, workingDays);

  /** A complex case whose meeting gave scjg, which is not the lead, something to do in two working days. */
  async function committed() {
    const caseId = await hall.accepted('complex');
    const meetingId = '00000000-0000-4000-8000-000000000001';
    const detail = { meetingId, departments: ['bdc', 'scjg'] };
    await hall.cases.act(caseId, 'meetingConvened', { detail, to: 'meeting-convened' });
    const deadline = deadlineAfter(hall.clock.now(), 2, BUILT_IN_RULES.policy, BUILT_IN_RULES.calendar);
    const clock = startClock({ ...commitmentClock(COMMITMENT), department: 'scjg' }, hall.clock.now(), deadline);
    const commitments = [{ commitmentId: COMMITMENT, department: 'scjg', dueAt: clock.dueAt }];
    await hall.cases.act(caseId, 'meetingHeld', {
      detail: { meetingId, leadDepartment: 'bdc', commitments },
      ...{ to: 'meeting-held', patch: { leadDepartment: 'bdc' }, clocks: [clock] },
    });
    return { caseId, clockId: clock.clockId };
  }

  async function transferred() {
    const caseId = await hall.accepted('general');
    const citizenTold = { how: 'phone', at: hall.clock.now() };
    const body = { complaintId: caseId, agency: 'daiban', reason: '跨省事项', citizenTold };
    const { transferId } = (await clerk().post('/v1/dispatches/transfers', body)).body;
    return { caseId, transferId: transferId as string, clockId: `transfer:${transferId}` };
  }

  it('the clerk asks for the case’s own clock while the window has the matter; the citizen’s date moves, the first one stays', async () => {
    const caseId = await hall.accepted('general');
    const { body } = await askFor(caseId, 'case', 3);
    expect(body).toMatchObject({ kind: 'extensionAsked', status: 'accepted', clockId: 'case' });
    expect((await askFor(caseId, 'case', 1)).body.code).toBe('extension-pending');
    const queue = (await hall.app.as('leader').get('/v1/leader/extensions?limit=100')).body.items;
    expect(queue).toContainEqual(
      expect.objectContaining({
        ...{ extensionId: body.extensionId, complaintId: caseId, granted: null, reason: '需上级批复' },
        clock: expect.objectContaining({ clockId: 'case', department: null, dueAt: marchClose(4) }) as object,
      }),
    );
    expect((await hall.decide(body.extensionId, true)).status).toBe(200);
    expect(await hall.clockOf(caseId, 'case')).toMatchObject({ dueAt: marchClose(9), originalDueAt: marchClose(4) });
    expect((await askFor(caseId, 'case', 8)).body).toMatchObject({ detail: '还可延长 7 个工作日。' });
    expect((await askFor(caseId, 'case', 7)).status).toBe(201);
  });

  it('a simple matter’s too, before its day closes and not after', async () => {
    const caseId = await hall.accepted('simple');
    hall.clock.set('2026-03-02T17:00:00.001+08:00');
    expect((await askFor(caseId, 'case', 1)).body.code).toBe('deadline-passed');
    hall.clock.set('2026-03-02T17:00:00.000+08:00');
    expect((await askFor(caseId, 'case', 1)).status).toBe(201);
  });

  it('the meeting phase of a complex matter too', async () => {
    const caseId = await hall.accepted('complex');
    const detail = { meetingId: '00000000-0000-4000-8000-000000000001', departments: ['bdc'] };
    await hall.cases.act(caseId, 'meetingConvened', { detail, to: 'meeting-convened' });
    const { extensionId } = (await askFor(caseId, 'case', 2)).body;
    await hall.decide(extensionId, true);
    expect(await hall.clockOf(caseId, 'case')).toMatchObject({ dueAt: marchClose(11), originalDueAt: marchClose(9) });
  });

  it('is not the window’s while a department or an agency has the matter', async () => {
    const { caseId } = await hall.dispatched();
    expect((await askFor(caseId, 'case', 1)).body.code).toBe('not-at-the-window');
    expect((await askFor((await transferred()).caseId, 'case', 1)).body.code).toBe('not-at-the-window');
  });

  it('is the window’s also while departments have slips, where the office leads', async () => {
    const caseId = await hall.met('office');
    await hall.sent(caseId, 'bdc');
    expect((await askFor(caseId, 'case', 1)).status).toBe(201);
  });

  it('granted after the dispatch gives the slips that the case’s clock cut short what they were asked for', async () => {
    const caseId = await hall.accepted('general');
    const { extensionId } = (await askFor(caseId, 'case', 2)).body;
    const sent = await hall.send(caseId, [{ department: 'scjg', requirement: 'five-working-days' }]);
    const clockId = `dispatch:${sent.body.dispatches[0].dispatchId}`;
    const before = { dueAt: marchClose(4), askedDueAt: marchClose(9) };
    expect(await hall.clockOf(caseId, clockId)).toMatchObject(before);
    await hall.decide(extensionId, true);
    expect((await hall.clockOf(caseId, 'case')).dueAt).toBe(marchClose(6));
    const after = { dueAt: marchClose(6), originalDueAt: marchClose(4), askedDueAt: marchClose(9) };
    expect(await hall.clockOf(caseId, clockId)).toMatchObject(after);
    const inbox = (await hall.department().get('/v1/inbox?limit=100')).body.items;
    expect(inbox.at(-1)).toMatchObject({ complaintId: caseId, clock: { dueAt: marchClose(6) } });
  });

  it('granted late does not erase the overdue mark; undecided or refused leaves the old clock running', async () => {
    const caseId = await hall.accepted('general');
    const before = await hall.clockOf(caseId, 'case');
    const first = (await askFor(caseId, 'case', 1)).body.extensionId;
    await hall.decide(first, false);
    const { extensionId } = (await askFor(caseId, 'case', 3)).body;
    expect(await hall.clockOf(caseId, 'case')).toEqual(before);
    hall.clock.set('2026-03-05T09:00:00+08:00');
    await hall.decide(extensionId, true);
    expect(await hall.clockOf(caseId, 'case')).toMatchObject({ dueAt: marchClose(9), overdueAt: marchClose(4) });
  });

  it('a 议定事项’s is asked for by its department or the clerk, and moves nothing else', async () => {
    const { caseId, clockId } = await committed();
    expect((await askFor(caseId, clockId, 1, hall.department('bdc'))).status).toBe(404);
    const own = await hall.clockOf(caseId, 'case');
    for (const [by, due] of [
      [hall.department('scjg'), marchClose(6)],
      [clerk(), marchClose(10)],
    ] as const) {
      const { extensionId } = (await askFor(caseId, clockId, 2, by)).body;
      expect((await hall.decide(extensionId, true)).status).toBe(200);
      expect((await hall.clockOf(caseId, clockId)).dueAt).toBe(due);
    }
    expect(await hall.clockOf(caseId, 'case')).toEqual(own);
  });

  it('an agency’s is asked for by the clerk, counts from its old date, and is moot once it has answered', async () => {
    const { caseId, transferId, clockId } = await transferred();
    expect((await askFor(caseId, clockId, 1, hall.department())).status).toBe(404);
    const { dueAt } = await hall.clockOf(caseId, clockId);
    const granted = (await askFor(caseId, clockId, 1)).body.extensionId;
    expect((await hall.decide(granted, true)).status).toBe(200);
    const extended = await hall.clockOf(caseId, clockId);
    expect(extended.dueAt > dueAt && extended.originalDueAt === dueAt).toBe(true);
    const { extensionId } = (await askFor(caseId, clockId, 1)).body;
    const answer = { outcome: 'solved', text: '已办结。' };
    expect((await clerk().post(`/v1/dispatches/transfers/${transferId}/answer`, answer)).status).toBe(200);
    expect((await hall.decide(extensionId, true)).body.code).toBe('clock-ended');
    expect((await hall.decide(extensionId, false)).status).toBe(200);
  });

  it('is decided by a leader who did not ask, and taken back by the office', async () => {
    const caseId = await hall.accepted('general');
    const asked = await askFor(caseId, 'case', 1, hall.app.as('leader', { subject: 'leader-1' }));
    const { extensionId } = asked.body;
    expect((await hall.decide(extensionId, true, 'leader-1')).body.code).toBe('own-extension');
    expect((await hall.department().post(`/v1/extensions/${extensionId}/withdrawal`, undefined)).status).toBe(404);
    const taken = await clerk().post(`/v1/extensions/${extensionId}/withdrawal`, undefined);
    expect(taken.body).toMatchObject({ kind: 'extensionWithdrawn', clockId: 'case' });
    expect((await hall.decide(extensionId, true, 'leader-2')).body.code).toBe('extension-withdrawn');
  });

  it('all requests of a case stand in one list, a department’s own in its', async () => {
    const { caseId, clockId } = await committed();
    await askFor(caseId, 'case', 1);
    await askFor(caseId, clockId, 2, hall.department('scjg'));
    const listed = async (by = clerk()) => {
      const { items } = (await by.get(`/v1/extensions?complaintId=${caseId}`)).body;
      return items.map((item: { clock: { clockId: string } }) => item.clock.clockId);
    };
    expect(await listed()).toEqual(['case', clockId]);
    expect(await listed(hall.department('scjg'))).toEqual([clockId]);
    expect(await listed(hall.department('bdc'))).toEqual([]);
    expect(await listed(hall.app.as('clerk', { jurisdiction: '370102' }))).toEqual([]);
  });
});
