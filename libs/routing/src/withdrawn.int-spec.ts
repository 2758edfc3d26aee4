import { endClock, type CaseClock } from '@bancheng/domain';
import { Hall, MONDAY, STARTS_WITHIN_MS } from '../test/hall.js';
import { EndDispatches } from './application/end-dispatches.use-case.js';

describe('反映人撤回', () => {
  let hall: Hall;
  const WITHDRAWN_AT = '2026-03-03T02:00:00.000Z';

  beforeAll(async () => {
    hall = await Hall.open();
  }, STARTS_WITHIN_MS);
  afterAll(() => hall.close());
  beforeEach(() => hall.clock.set(MONDAY));

  const endDispatches = (caseId: string) => hall.app.provider(EndDispatches).execute(caseId);

  /** A case at scjg, which has answered, and bdc, which has an extension pending when the citizen takes it back. */
  async function withdrawn() {
    const caseId = await hall.accepted('general');
    const [answered, open] = await hall.sent(caseId, 'scjg', 'bdc');
    await hall.reply(answered!);
    const { extensionId } = (await hall.ask(open!, 1, 'bdc')).body;
    hall.clock.set(WITHDRAWN_AT);
    const { clocks } = await hall.stateOf(caseId);
    await hall.cases.act(caseId, 'withdrawn', {
      detail: { confirmedBy: 'phone' },
      clocks: clocks.map((clock) => endClock(clock as CaseClock, WITHDRAWN_AT)),
    });
    return { caseId, answered: answered!, open: open!, extensionId: extensionId as string };
  }

  it('is told to the departments whose slips were open: they end with it, once', async () => {
    const { next } = (await hall.department('bdc').get('/v1/inbox')).body;
    const { caseId, answered, open, extensionId } = await withdrawn();
    expect((await hall.reply(open, 'solved', 'bdc')).body.code).toBe('not-allowed-now');
    hall.clock.set('2026-03-03T03:00:00.000Z');
    await endDispatches(caseId);
    const page = (await hall.department('bdc').get(`/v1/inbox?cursor=${next}`)).body;
    expect(page.items).toMatchObject([
      { dispatchId: open, state: 'ended', endedAt: WITHDRAWN_AT, outcome: null, caseStatus: 'withdrawn' },
    ]);
    const replied = (await hall.department().get(`/v1/dispatches/${answered}`)).body;
    expect(replied).toMatchObject({ state: 'ended', endedAt: '2026-03-02T01:00:00.000Z', outcome: 'solved' });
    await endDispatches(caseId);
    expect((await hall.department('bdc').get(`/v1/inbox?cursor=${page.next}`)).body.items).toEqual([]);
    const waiting = (await hall.app.as('leader').get('/v1/leader/extensions')).body.items;
    expect(JSON.stringify(waiting)).not.toContain(extensionId);
    expect((await hall.decide(extensionId, true)).status).toBe(409);
  });

  it('ends nothing of a case that was not withdrawn', async () => {
    const { caseId, dispatchId } = await hall.dispatched();
    await endDispatches(caseId);
    expect((await hall.department().get(`/v1/dispatches/${dispatchId}`)).body.state).toBe('sent');
  });
});
