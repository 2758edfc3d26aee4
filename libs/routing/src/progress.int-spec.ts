import { nextAlarm, progressClock, type CaseClock } from '@bancheng/domain';
import { Hall, marchClose, MONDAY, STARTS_WITHIN_MS } from '../test/hall.js';
import { EndDispatches } from './application/end-dispatches.use-case.js';
import { Warn } from '../../supervision/src/application/warn.use-case.js';

/** 三(三): progress and reasons within five working days; then the matter is tracked until it is solved. */
describe('progress of a complex case', () => {
  let hall: Hall;

  beforeAll(async () => (hall = await Hall.open()), STARTS_WITHIN_MS);
  afterAll(() => hall.close());
  beforeEach(() => hall.clock.set(MONDAY));

  async function dispatched(...departments: string[]) {
    const caseId = await hall.met(departments[0]!);
    return { caseId, slips: await hall.sent(caseId, ...departments) };
  }
  const progressOf = async (caseId: string) =>
    (await hall.stateOf(caseId)).clocks.filter(({ clockId }) => clockId.startsWith('progress:'));

  it('is reported on again every five working days, until the final reply', async () => {
    const { caseId, slips } = await dispatched('bdc');
    const dispatchId = slips[0]!;
    expect(await progressOf(caseId)).toEqual([]);
    hall.clock.set('2026-03-05T09:00:00+08:00');
    const first = await hall.reply(dispatchId, 'progress', 'bdc');
    expect(first.body.clocks.map(({ clockId }: CaseClock) => clockId)).toContain(progressClock(dispatchId, 1).clockId);
    expect(await progressOf(caseId)).toMatchObject([
      { clockId: progressClock(dispatchId, 1).clockId, department: 'bdc', dueAt: marchClose(12), endedAt: null },
    ]);
    expect((await hall.clockOf(caseId, 'case')).endedAt).toBe('2026-03-05T01:00:00.000Z');

    hall.clock.set('2026-03-12T16:00:00+08:00');
    await hall.reply(dispatchId, 'progress', 'bdc');
    expect(await progressOf(caseId)).toMatchObject([
      { endedAt: '2026-03-12T08:00:00.000Z', overdueAt: null },
      { clockId: progressClock(dispatchId, 2).clockId, dueAt: marchClose(19), endedAt: null },
    ]);
    const slip = await hall.department('bdc').get(`/v1/dispatches/${dispatchId}`);
    expect(slip.body).toMatchObject({ overdue: false, progressClocks: [{}, { dueAt: marchClose(19) }] });

    hall.clock.set('2026-03-16T09:00:00+08:00');
    expect((await hall.reply(dispatchId, 'solved', 'bdc')).body).toMatchObject({ status: 'replied', late: false });
    const clocks = await progressOf(caseId);
    expect(clocks).toHaveLength(2);
    expect(clocks.every(({ endedAt }) => endedAt !== null)).toBe(true);
    expect((await hall.stateOf(caseId)).overdue).toBe(false);
  });

  it('is overdue when the next report is, by its own instant and by the engine’s warnings', async () => {
    const { caseId, slips } = await dispatched('bdc');
    const dispatchId = slips[0]!;
    await hall.reply(dispatchId, 'progress', 'bdc');
    const due = async (at: string, level: string) => {
      hall.clock.set(at);
      const alarm = nextAlarm((await hall.stateOf(caseId)).clocks as CaseClock[])!;
      expect(alarm).toMatchObject({ clockId: progressClock(dispatchId, 1).clockId, level, at });
      return hall.app.provider(Warn).execute(caseId, alarm);
    };
    expect(await due(marchClose(6), 'yellow')).toMatchObject({ refused: null });
    expect(await due(marchClose(9), 'red')).toMatchObject({ refused: null });
    const slip = await hall.department('bdc').get(`/v1/dispatches/${dispatchId}`);
    expect(slip.body).toMatchObject({ overdue: true, clock: { overdueAt: null } });
    hall.clock.set('2026-03-10T09:00:00+08:00');
    const overdue = await hall.app.as('leader').get('/v1/leader/overdue?limit=100');
    expect(overdue.body.items.map((item: any) => item.complaintId)).toContain(caseId);
    await hall.reply(dispatchId, 'progress', 'bdc');
    expect(await progressOf(caseId)).toMatchObject([{ overdueAt: marchClose(9) }, { overdueAt: null }]);
    expect((await hall.stateOf(caseId)).overdue).toBe(true);
  });

  it('is each department’s own', async () => {
    const { caseId, slips } = await dispatched('bdc', 'scjg');
    await hall.reply(slips[1]!, 'progress', 'scjg');
    await hall.reply(slips[0]!, 'progress', 'bdc');
    expect(await progressOf(caseId)).toMatchObject([{ department: 'scjg' }, { department: 'bdc' }]);
    await hall.reply(slips[1]!, 'not-solved', 'scjg', { reason: '缺少依据' });
    expect(await progressOf(caseId)).toMatchObject([{ endedAt: hall.clock.now() }, { endedAt: null }]);
  });

  it('ends with a recall, and with the case that is withdrawn', async () => {
    const recalled = await dispatched('bdc');
    await hall.reply(recalled.slips[0]!, 'progress', 'bdc');
    hall.clock.set('2026-03-10T09:00:00+08:00');
    await hall.app.as('clerk').post(`/v1/dispatches/${recalled.slips[0]}/recall`, { reason: '改由他局办理' });
    expect(await progressOf(recalled.caseId)).toMatchObject([{ endedAt: hall.clock.now(), overdueAt: null }]);

    const withdrawn = await dispatched('bdc');
    await hall.reply(withdrawn.slips[0]!, 'progress', 'bdc');
    const { clocks } = await hall.stateOf(withdrawn.caseId);
    const ended = clocks.map((clock) => ({ ...clock, endedAt: clock.endedAt ?? hall.clock.now() })) as CaseClock[];
    await hall.cases.act(withdrawn.caseId, 'withdrawn', { detail: { confirmedBy: 'phone' }, clocks: ended });
    await hall.app.provider(EndDispatches).execute(withdrawn.caseId);
    const slip = await hall.department('bdc').get(`/v1/dispatches/${withdrawn.slips[0]}`);
    expect(slip.body).toMatchObject({ endedAs: 'withdrawn', progressClocks: [{ endedAt: hall.clock.now() }] });
  });
});
