import { dispatchClock, nextAlarm, signClock } from '@bancheng/domain';
import { Hall, marchClose, MONDAY, STARTS_WITHIN_MS } from '../../routing/test/hall.js';
import { Warn } from './application/warn.use-case.js';

describe('催签', () => {
  let hall: Hall;

  beforeAll(async () => {
    hall = await Hall.open();
  }, STARTS_WITHIN_MS);
  afterAll(() => hall.close());
  beforeEach(() => hall.clock.set(MONDAY));

  async function alarmOf(caseId: string, dispatchId: string) {
    const { dueAt } = await hall.clockOf(caseId, signClock(dispatchId).clockId);
    return { clockId: signClock(dispatchId).clockId, level: 'red' as const, at: dueAt, dueAt };
  }
  const warn = async (caseId: string, dispatchId: string) =>
    hall.app.provider(Warn).execute(caseId, await alarmOf(caseId, dispatchId));

  it.each([
    ['2026-03-02T09:00:00+08:00', marchClose(2)],
    ['2026-03-02T15:00:00+08:00', '2026-03-03T04:00:00.000Z'],
    ['2026-09-30T15:00:00+08:00', '2026-10-08T04:00:00.000Z'],
  ])('is due half a working day after the sending at %s', async (at, dueAt) => {
    hall.clock.set(at);
    const { caseId, dispatchId } = await hall.dispatched();
    expect((await hall.clockOf(caseId, signClock(dispatchId).clockId)).dueAt).toBe(dueAt);
  });

  it('reminds once, and nothing is overdue by it', async () => {
    const { caseId, dispatchId } = await hall.dispatched();
    await expect(warn(caseId, dispatchId)).rejects.toMatchObject({ type: 'NotYetDue' });
    hall.clock.set('2026-03-02T17:00:01+08:00');
    const first = await warn(caseId, dispatchId);
    expect(first).toMatchObject({ refused: null, acts: [{ kind: 'signReminded', status: 'dispatched' }] });
    expect(await warn(caseId, dispatchId)).toEqual({ acts: [], refused: 'alarm-stale' });
    const state = await hall.stateOf(caseId);
    expect(state.overdue).toBe(false);
    expect(state.kinds.filter((kind) => kind === 'signReminded')).toHaveLength(1);
    const overdue = (await hall.app.as('leader').get('/v1/leader/overdue?limit=100')).body.items;
    expect(overdue.map((item: { complaintId: string }) => item.complaintId)).not.toContain(caseId);
  });

  it.each(['sign', 'reply'] as const)('is not needed after %s', async (what) => {
    const caseId = await hall.accepted('general');
    const [first] = await hall.sent(caseId, 'scjg', 'bdc');
    const alarm = await alarmOf(caseId, first!);
    if (what === 'reply') await hall.reply(first!);
    else await hall.department().post(`/v1/dispatches/${first}/sign`, {});
    hall.clock.set('2026-03-02T17:00:01+08:00');
    expect((await hall.app.provider(Warn).execute(caseId, alarm)).refused).toBe('alarm-stale');
    expect((await hall.stateOf(caseId)).overdue).toBe(false);
  });

  it('comes before the slip’s own warnings', async () => {
    const { caseId, dispatchId } = await hall.dispatched();
    const { clocks } = await hall.stateOf(caseId);
    expect(nextAlarm(clocks as never)).toMatchObject({ clockId: signClock(dispatchId).clockId, level: 'red' });
    expect(clocks.map(({ clockId }) => clockId)).toContain(dispatchClock(dispatchId).clockId);
  });
});
