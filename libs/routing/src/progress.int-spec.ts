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
    const orders = departments.map((department) => ({ department, requirement: 'other', byDate: '2026-03-31' }));
    const sent = await hall.send(caseId, orders);
    const slips: string[] = sent.body.dispatches.map(({ dispatchId }: { dispatchId: string }) => dispatchId);
    return { caseId, slips };
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
    expect((await hall.reply(dispatchId, 'solved', 'bdc')).body).toMatchObject({ status: 'replied' });
    const clocks = await progressOf(caseId);
    expect(clocks).toHaveLength(2);
    expect(clocks.every(({ endedAt, overdueAt }) => endedAt !== null && overdueAt === null)).toBe(true);
  });

  describe('meets the case’s five-day date and nothing else', () => {
    it('leaves the slip’s own requirement running, warned of, and the final reply judged by it', async () => {
      const caseId = await hall.met('bdc');
      const sent = await hall.send(caseId, [{ department: 'bdc', requirement: 'two-working-days' }]);
      const { dispatchId } = sent.body.dispatches[0];
      expect((await hall.reply(dispatchId, 'progress', 'bdc')).body).toMatchObject({ final: false, late: false });
      expect(await hall.clockOf(caseId, 'case')).toMatchObject({ endedAt: hall.clock.now(), overdueAt: null });
      expect(await hall.clockOf(caseId, `dispatch:${dispatchId}`)).toMatchObject({
        dueAt: marchClose(4),
        endedAt: null,
      });
      for (const [at, level] of [
        [marchClose(3), 'yellow'],
        [marchClose(4), 'red'],
      ] as const) {
        hall.clock.set(new Date(Date.parse(at) + 1).toISOString());
        const alarm = { clockId: `dispatch:${dispatchId}`, level, at, dueAt: marchClose(4) };
        expect(await hall.app.provider(Warn).execute(caseId, alarm)).toMatchObject({ refused: null });
      }
      hall.clock.set('2026-03-05T09:00:00+08:00');
      expect((await hall.reply(dispatchId, 'solved', 'bdc')).body).toMatchObject({ final: true, late: true });
      expect(await hall.clockOf(caseId, `dispatch:${dispatchId}`)).toMatchObject({ overdueAt: marchClose(4) });
    });

    it('lets it be extended, suspended and met in time', async () => {
      const { caseId, slips } = await dispatched('bdc');
      const dispatchId = slips[0]!;
      await hall.reply(dispatchId, 'progress', 'bdc');
      const asked = await hall.ask(dispatchId, 2, 'bdc');
      expect((await hall.decide(asked.body.extensionId, true)).status).toBe(200);
      const extended = await hall.clockOf(caseId, `dispatch:${dispatchId}`);
      const path = `/v1/dispatches/${dispatchId}/suspension`;
      const evidence = { missing: ['证件'], toldBy: 'phone', reference: '通话记录' };
      expect((await hall.department('bdc').post(path, evidence)).status).toBe(200);
      await hall.reply(dispatchId, 'progress', 'bdc'); // still waiting for the papers
      expect(await hall.clockOf(caseId, `dispatch:${dispatchId}`)).toMatchObject({
        endedAt: null,
        pausedAt: hall.clock.now(),
      });
      hall.clock.set('2026-03-03T09:00:00+08:00');
      expect((await hall.department('bdc').post(`/v1/dispatches/${dispatchId}/resumption`, undefined)).status).toBe(
        200,
      );
      const resumed = await hall.clockOf(caseId, `dispatch:${dispatchId}`);
      expect(resumed.dueAt > extended.dueAt).toBe(true);
      hall.clock.set(resumed.dueAt);
      expect((await hall.reply(dispatchId, 'solved', 'bdc')).body).toMatchObject({ late: false });
    });

    it('gives a slip that the five-day date had cut short the date it was asked for by', async () => {
      const caseId = await hall.met('bdc');
      const sent = await hall.send(caseId, [{ department: 'bdc', requirement: 'other', byDate: '2026-03-31' }]);
      const { dispatchId, dueAt } = sent.body.dispatches[0];
      expect(dueAt).toBe(marchClose(9));
      await hall.reply(dispatchId, 'progress', 'bdc');
      const slip = await hall.department('bdc').get(`/v1/dispatches/${dispatchId}`);
      expect(slip.body.term).toEqual({ askedDueAt: marchClose(31), givenDueAt: marchClose(31), because: null });
    });
  });

  it('is overdue when the next report is, by its own instant and by the engine’s warnings', async () => {
    const { caseId, slips } = await dispatched('bdc');
    const dispatchId = slips[0]!;
    await hall.reply(dispatchId, 'progress', 'bdc');
    const due = async (at: string, level: string) => {
      hall.clock.set(at);
      const alarm = nextAlarm((await hall.stateOf(caseId)).clocks)!;
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
    const ended = clocks.map((clock) => ({ ...clock, endedAt: clock.endedAt ?? hall.clock.now() }));
    await hall.cases.act(withdrawn.caseId, 'withdrawn', { detail: { confirmedBy: 'phone' }, clocks: ended });
    await hall.app.provider(EndDispatches).execute(withdrawn.caseId);
    const slip = await hall.department('bdc').get(`/v1/dispatches/${withdrawn.slips[0]}`);
    expect(slip.body).toMatchObject({ endedAs: 'withdrawn', progressClocks: [{ endedAt: hall.clock.now() }] });
  });
});
