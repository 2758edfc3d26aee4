import { endClock, type CaseClock } from '@bancheng/domain';
import { Hall, MONDAY, STARTS_WITHIN_MS } from '../test/hall.js';
import { EndDispatches } from './application/end-dispatches.use-case.js';

const EARLY_ENDS = {
  withdrawn: { confirmedBy: 'phone' },
  terminated: { reason: 'litigation', askedIn: 1 },
} as const;

describe('反映人撤回 or 终止', () => {
  let hall: Hall;
  const ENDED_AT = '2026-03-03T02:00:00.000Z';

  beforeAll(async () => {
    hall = await Hall.open();
  }, STARTS_WITHIN_MS);
  afterAll(() => hall.close());
  beforeEach(() => hall.clock.set(MONDAY));

  const endDispatches = (caseId: string) => hall.app.provider(EndDispatches).execute(caseId);

  /** A case at scjg, which has answered, and bdc, which has an extension pending when it ends early. */
  async function ended(as: keyof typeof EARLY_ENDS) {
    const caseId = await hall.accepted('general');
    const [answered, open] = await hall.sent(caseId, 'scjg', 'bdc');
    await hall.reply(answered!);
    const { extensionId } = (await hall.ask(open!, 1, 'bdc')).body;
    hall.clock.set(ENDED_AT);
    const { clocks } = await hall.stateOf(caseId);
    await hall.cases.act(caseId, as, {
      detail: EARLY_ENDS[as],
      clocks: clocks.map((clock) => endClock(clock as CaseClock, ENDED_AT)),
    });
    return { caseId, answered: answered!, open: open!, extensionId: extensionId as string };
  }

  it.each(['withdrawn', 'terminated'] as const)('%s: the slips that were open end with it, once', async (as) => {
    const { next } = (await hall.department('bdc').get('/v1/inbox')).body;
    const { caseId, answered, open, extensionId } = await ended(as);
    expect((await hall.reply(open, 'solved', 'bdc')).body.code).toBe('not-allowed-now');
    hall.clock.set('2026-03-03T03:00:00.000Z');
    await endDispatches(caseId);
    const page = (await hall.department('bdc').get(`/v1/inbox?cursor=${next}`)).body;
    expect(page.items).toMatchObject([
      { dispatchId: open, state: 'ended', endedAt: ENDED_AT, outcome: null, caseStatus: as },
    ]);
    expect((await hall.department('bdc').get(`/v1/dispatches/${open}`)).body.endedAs).toBe(as);
    const replied = (await hall.department().get(`/v1/dispatches/${answered}`)).body;
    expect(replied).toMatchObject({ state: 'ended', endedAt: '2026-03-02T01:00:00.000Z', outcome: 'solved' });
    await endDispatches(caseId);
    expect((await hall.department('bdc').get(`/v1/inbox?cursor=${page.next}`)).body.items).toEqual([]);
    const waiting = (await hall.app.as('leader').get('/v1/leader/extensions')).body.items;
    expect(JSON.stringify(waiting)).not.toContain(extensionId);
    expect((await hall.decide(extensionId, true)).status).toBe(409);
  });

  it('ends nothing of a case that did not end early', async () => {
    const { caseId, dispatchId } = await hall.dispatched();
    await endDispatches(caseId);
    expect((await hall.department().get(`/v1/dispatches/${dispatchId}`)).body.state).toBe('sent');
  });
});
