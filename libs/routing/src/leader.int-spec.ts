import { ACCEPTANCE_CLOCK, startClock } from '@bancheng/domain';
import { Hall, marchClose, MONDAY, STARTS_WITHIN_MS } from '../test/hall.js';
import { ApplyPublicSignal } from './application/apply-public-signal.use-case.js';

describe('the leader’s queues', () => {
  let hall: Hall;

  beforeAll(async () => {
    hall = await Hall.open();
  }, STARTS_WITHIN_MS);
  afterAll(() => hall.close());
  beforeEach(() => hall.clock.set(MONDAY));

  const leader = () => hall.app.as('leader');
  const idsIn = async (queue: string, person = leader()) => {
    const ids: string[] = [];
    for (let cursor = ''; ;) {
      const { status, body } = await person.get(`/v1/leader/${queue}?limit=2${cursor}`);
      expect(status).toBe(200);
      ids.push(...body.items.map((item: { complaintId: string }) => item.complaintId));
      if (body.next === null) return ids;
      cursor = `&cursor=${body.next}`;
    }
  };

  it('extensions: those pending whose department still works on it, page by page', async () => {
    const pending = [];
    for (const days of [1, 2, 3]) {
      hall.clock.set(`2026-03-02T09:0${days}:00+08:00`);
      const { caseId, dispatchId } = await hall.dispatched();
      const { extensionId } = (await hall.ask(dispatchId, days)).body;
      pending.push({ caseId, dispatchId, extensionId });
    }
    expect(await idsIn('extensions')).toEqual(pending.map(({ caseId }) => caseId));
    expect((await leader().get('/v1/leader/extensions?limit=1')).body.items).toMatchObject([
      {
        extensionId: pending[0]!.extensionId,
        workingDays: 1,
        reason: '需上级批复',
        clock: { department: 'scjg', dueAt: marchClose(4) },
      },
    ]);
    await hall.decide(pending[0]!.extensionId, false);
    await hall.reply(pending[1]!.dispatchId);
    expect(await idsIn('extensions')).toEqual([pending[2]!.caseId]);
    expect(await idsIn('extensions', hall.app.as('leader', { jurisdiction: '370102' }))).toEqual([]);
  });

  it('overdue: cases past a running deadline, marked or not, until they are answered or extended', async () => {
    const before = await idsIn('overdue');
    const late = await hall.dispatched();
    const extended = await hall.dispatched();
    const { extensionId } = (await hall.ask(extended.dispatchId, 1)).body;
    hall.clock.set(marchClose(4));
    expect(await idsIn('overdue')).toEqual(before);
    hall.clock.set('2026-03-05T09:00:00+08:00');
    expect(await idsIn('overdue')).toEqual(expect.arrayContaining([late.caseId, extended.caseId]));
    await hall.decide(extensionId, true);
    expect(await idsIn('overdue')).not.toContain(extended.caseId);
    await hall.reply(late.dispatchId);
    expect(await idsIn('overdue')).not.toContain(late.caseId);
  });

  it('dissatisfied: what the citizen was not content with', async () => {
    const { caseId, dispatchId } = await hall.dispatched();
    await hall.reply(dispatchId);
    await hall.cases.act(caseId, 'followUpOpened', { detail: { excluded: null }, to: 'follow-up' });
    await hall.cases.act(caseId, 'graded', { detail: { grade: 'dissatisfied' }, to: 'dissatisfied' });
    expect(await idsIn('dissatisfied')).toEqual([caseId]);
  });

  it('acceptance-overdue: registered, and neither accepted nor declined in time', async () => {
    const deadline = { dueAt: marchClose(3), yellowAt: null, provisional: false, calendarVersion: 'test' };
    const id = { ...ACCEPTANCE_CLOCK, department: null } as const;
    const caseId = await hall.cases.register({ clocks: [startClock(id, hall.clock.now(), deadline)] });
    expect(await idsIn('acceptance-overdue')).toEqual([]);
    hall.clock.set('2026-03-03T17:00:01+08:00');
    expect(await idsIn('acceptance-overdue')).toEqual([caseId]);
    expect(await idsIn('overdue')).not.toContain(caseId);
  });

  it('refused signals, the latest first, for the operator too', async () => {
    const { caseId } = await hall.dispatched();
    const other = await hall.dispatched();
    const third = await hall.dispatched();
    for (const [index, id] of [caseId, other.caseId, third.caseId].entries()) {
      hall.clock.set(`2026-03-02T10:0${index}:00+08:00`);
      const refused = { caseId: id, name: 'departmentReplied', payload: {}, effectKey: `signal:run:${index}` } as const;
      await hall.app.provider(ApplyPublicSignal).execute({ ...refused, recordRefusal: true }, false);
    }
    const latestFirst = [third.caseId, other.caseId, caseId];
    expect(await idsIn('refused-signals')).toEqual(latestFirst);
    expect(await idsIn('refused-signals', hall.app.as('operator'))).toEqual(latestFirst);
    expect((await hall.app.as('operator').get('/v1/leader/overdue')).status).toBe(403);
    expect((await leader().get('/v1/leader/refused-signals')).body.items[0]).toEqual({
      complaintId: third.caseId,
      name: 'departmentReplied',
      code: 'signal-malformed',
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      at: '2026-03-02T02:02:00.000Z',
    });
  });

  it.each(['extensions', 'overdue', 'dissatisfied', 'acceptance-overdue', 'refused-signals'])(
    '%s are the leader’s, and take no cursor of another kind',
    async (queue) => {
      expect((await hall.app.as('clerk').get(`/v1/leader/${queue}`)).status).toBe(403);
      const forged = Buffer.from(JSON.stringify({ at: '0000-01-01T00:00:00.000Z', id: 1 })).toString('base64url');
      expect((await leader().get(`/v1/leader/${queue}?cursor=${forged}`)).body.code).toBe('cursor-malformed');
    },
  );
});
