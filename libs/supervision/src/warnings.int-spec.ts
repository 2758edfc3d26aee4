import { ApplicationFailure } from '@temporalio/common';
import { Hall, marchClose, MONDAY, STARTS_WITHIN_MS } from '../../routing/test/hall.js';
import { supervisionActivities } from './activities/supervision.activities.js';
import { Warn } from './application/warn.use-case.js';

describe('what the engine asks of supervision', () => {
  let hall: Hall;
  const activities = () => supervisionActivities(hall.app.provider(Warn));

  beforeAll(async () => {
    hall = await Hall.open();
  }, STARTS_WITHIN_MS);
  afterAll(() => hall.close());
  beforeEach(() => hall.clock.set(MONDAY));

  const alarmOf = (dispatchId: string, level: 'yellow' | 'red') => ({
    clockId: `dispatch:${dispatchId}`,
    level,
    at: level === 'yellow' ? marchClose(3) : marchClose(4),
    dueAt: marchClose(4),
  });

  it('gives the yellow and the red warning once each, however often it is tried', async () => {
    const given = { acts: [], refused: 'alarm-stale' };
    const { caseId, dispatchId } = await hall.dispatched();
    hall.clock.set(marchClose(3));
    const yellow = await activities().warn({ caseId, alarm: alarmOf(dispatchId, 'yellow') });
    expect(yellow).toMatchObject({ refused: null, acts: [{ kind: 'yellowWarned', status: 'dispatched' }] });
    expect(await activities().warn({ caseId, alarm: alarmOf(dispatchId, 'yellow') })).toEqual(given);
    expect((await hall.stateOf(caseId)).overdue).toBe(false);
    hall.clock.set(marchClose(4));
    await activities().warn({ caseId, alarm: alarmOf(dispatchId, 'red') });
    expect(await activities().warn({ caseId, alarm: alarmOf(dispatchId, 'red') })).toEqual(given);
    const state = await hall.stateOf(caseId);
    expect(state.kinds.slice(3)).toEqual(['yellowWarned', 'redWarned']);
    expect(state.overdue).toBe(true);
    expect(await hall.clockOf(caseId, `dispatch:${dispatchId}`)).toMatchObject({ overdueAt: marchClose(4) });
  });

  it('is tried again while the clock has not come so far', async () => {
    const { caseId, dispatchId } = await hall.dispatched();
    const early = activities().warn({ caseId, alarm: alarmOf(dispatchId, 'yellow') });
    await expect(early).rejects.toMatchObject({ type: 'NotYetDue', nonRetryable: false });
    await expect(early).rejects.toBeInstanceOf(ApplicationFailure);
    expect((await hall.stateOf(caseId)).seq).toBe(3);
  });

  it('is refused once the clock has moved or ended', async () => {
    const { caseId, dispatchId } = await hall.dispatched();
    const { extensionId } = (await hall.ask(dispatchId, 1)).body;
    await hall.decide(extensionId, true);
    hall.clock.set(marchClose(4));
    const stale = { acts: [], refused: 'alarm-stale' };
    expect(await activities().warn({ caseId, alarm: alarmOf(dispatchId, 'red') })).toEqual(stale);
    const answered = await hall.met('bdc');
    const [progressed] = await hall.sent(answered, 'bdc');
    await hall.reply(progressed!, 'solved', 'bdc');
    const { dueAt } = await hall.clockOf(answered, `dispatch:${progressed}`);
    hall.clock.set(dueAt);
    const alarm = { clockId: `dispatch:${progressed}`, level: 'red', at: dueAt, dueAt } as const;
    expect(await activities().warn({ caseId: answered, alarm })).toEqual(stale);
  });
});
