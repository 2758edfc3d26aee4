import { Desk, MONDAY } from '../test/desk.js';
import { OpenRework } from './application/open-rework.use-case.js';

const shanghai = (day: string, time = '17:00') => new Date(`2026-03-${day}T${time}:00+08:00`).toISOString();

describe('the clocks of 回访', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await Desk.open();
  });
  afterAll(() => desk.close());
  beforeEach(() => desk.clock.set(MONDAY));

  const leader = () => desk.app.as('leader');
  const tried = (caseId: string, result: string) => desk.post(desk.officer(), caseId, 'tries', { result });
  const graded = (caseId: string, grade: string) => desk.post(desk.officer(), caseId, 'grade', { grade });

  async function clocksOf(caseId: string): Promise<Record<string, any>> {
    const { clocks } = await desk.caseOf(caseId);
    return Object.fromEntries(clocks.map((clock: { clockId: string }) => [clock.clockId, clock]));
  }

  it('give one working day to take it up and three to end it, both shown in the list', async () => {
    const caseId = await desk.answered();
    expect(await clocksOf(caseId)).toMatchObject({
      claim: { kind: 'claim', dueAt: shanghai('03'), endedAt: null },
      'follow-up': { kind: 'follow-up', dueAt: shanghai('05'), yellowAt: shanghai('04'), endedAt: null },
    });
    expect((await desk.itemOf(caseId)).clocks).toMatchObject([
      { kind: 'claim', dueAt: shanghai('03'), remainingWorkingDays: 1 },
      { kind: 'follow-up', dueAt: shanghai('05'), remainingWorkingDays: 3 },
    ]);
  });

  it('end the claim when it is taken, or with the first call; late, it stays marked', async () => {
    const [taken, called] = [await desk.answered(), await desk.answered()];
    await desk.post(desk.officer(), taken, 'assignment', {});
    expect(await clocksOf(taken)).toMatchObject({ claim: { endedAt: desk.clock.now(), overdueAt: null } });
    desk.clock.set('2026-03-04T10:00:00+08:00');
    await tried(called, 'busy');
    expect(await clocksOf(called)).toMatchObject({
      claim: { endedAt: desk.clock.now(), overdueAt: shanghai('03') },
      'follow-up': { endedAt: null },
    });
  });

  it.each([
    ['a grade', (caseId: string) => graded(caseId, 'satisfied')],
    ['a refusal to talk', (caseId: string) => tried(caseId, 'refused')],
  ])('both end with %s', async (_what, end) => {
    const caseId = await desk.answered();
    expect(await end(caseId)).toMatchObject({ status: 200, body: { status: 'followed-up' } });
    expect(await clocksOf(caseId)).toMatchObject({
      claim: { endedAt: desk.clock.now(), overdueAt: null },
      'follow-up': { endedAt: desk.clock.now(), overdueAt: null },
    });
  });

  it('list what is late, unclaimed or not ended, and nothing else', async () => {
    const jurisdiction = '370499';
    const officer = desk.app.as('follow-up-officer', { jurisdiction, subject: 'hui-late' });
    const unclaimed = await desk.answered({ jurisdiction });
    desk.clock.set('2026-03-02T09:01:00+08:00');
    const taken = await desk.answered({ jurisdiction });
    await desk.post(officer, taken, 'assignment', {});
    const late = async () => {
      const { body } = await officer.get('/v1/follow-ups?late=true');
      return body.items.map((item: { complaintId: string }) => item.complaintId);
    };
    expect(await late()).toEqual([]);
    desk.clock.set('2026-03-04T09:00:00+08:00');
    expect(await late()).toEqual([unclaimed]);
    desk.clock.set('2026-03-06T09:00:00+08:00');
    expect(await late()).toEqual([unclaimed, taken]);
  });

  it('give the leader two working days where no rework opens by itself, and none where one does', async () => {
    const [declined, handled] = [await desk.declined(), await desk.answered()];
    await desk.post(desk.officer(), declined, 'grade', { grade: 'dissatisfied', explanationUnderstood: true });
    expect(await clocksOf(declined)).toMatchObject({
      ruling: { kind: 'ruling', dueAt: shanghai('04'), endedAt: null },
    });
    await graded(handled, 'dissatisfied');
    expect(await clocksOf(handled)).not.toHaveProperty('ruling');
    const ruling = { decision: 'close', instruction: '已当面解释。' };
    expect((await desk.post(leader(), declined, 'ruling', ruling)).status).toBe(200);
    expect(await clocksOf(declined)).toMatchObject({ ruling: { endedAt: desk.clock.now(), overdueAt: null } });
  });

  it('begin anew with the follow-up of a rework', async () => {
    const caseId = await desk.answered();
    await graded(caseId, 'dissatisfied');
    await desk.rework(caseId, 1);
    await desk.handleAgain(caseId);
    desk.clock.set('2026-03-05T09:00:00+08:00');
    await desk.followUp(caseId, 2);
    expect(await clocksOf(caseId)).toMatchObject({
      'claim:2': { dueAt: shanghai('06') },
      'follow-up:2': { dueAt: shanghai('10') },
    });
  });
});

describe('outcomes of a call', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await Desk.open();
  });
  afterAll(() => desk.close());
  beforeEach(() => desk.clock.set(MONDAY));

  const tried = (caseId: string, result: string) => desk.post(desk.officer(), caseId, 'tries', { result });
  /** What 更正 of the number leaves behind; intake does it. */
  async function corrected(caseId: string, phone: string | null): Promise<void> {
    await desk.cases.act(caseId, 'amended', { detail: { fields: ['phone'] } });
    await desk.app.ownerQuery('update casebook.particulars set phone = $2 where case_id = $1', [caseId, phone]);
  }

  it('拒绝回访 ends the follow-up at once, with that reason, and the case closes', async () => {
    const caseId = await desk.answered();
    expect(await tried(caseId, 'refused')).toMatchObject({
      status: 200,
      body: { status: 'followed-up', unreachable: false, excluded: 'refused' },
    });
    expect(await desk.itemOf(caseId, 'state=excluded')).toMatchObject({ excluded: 'refused', grade: null, clocks: [] });
    const { acts } = await desk.caseOf(caseId);
    expect(acts.at(-1).detail).toEqual({ attempt: 1, result: 'refused', unreachable: false, excluded: 'refused' });
    await desk.closeCase(caseId);
  });

  it('号码有误 waits for the clerk’s correction, then goes on; it is no day of 未接通 and moves no deadline', async () => {
    const caseId = await desk.answered();
    const { clocks: before } = await desk.itemOf(caseId);
    expect(await tried(caseId, 'wrong-number')).toMatchObject({ body: { status: 'follow-up', daysTried: 0 } });
    expect(await desk.itemOf(caseId)).toMatchObject({ numberWrong: true, daysTried: 0, attempts: 1 });
    expect(await tried(caseId, 'busy')).toMatchObject({ status: 409, body: { code: 'number-wrong' } });
    await corrected(caseId, '13000000008');
    expect(await desk.itemOf(caseId)).toMatchObject({ numberWrong: false });
    expect(await tried(caseId, 'busy')).toMatchObject({ status: 200, body: { daysTried: 1 } });
    const { clocks } = await desk.itemOf(caseId);
    expect(clocks).toMatchObject([{ kind: 'follow-up', dueAt: before[1].dueAt }]);
  });

  it('无法联系 is said only where no way to reach the citizen is on record', async () => {
    const caseId = await desk.answered();
    expect(await tried(caseId, 'no-contact')).toMatchObject({ status: 409, body: { code: 'contact-on-record' } });
    await tried(caseId, 'wrong-number');
    await corrected(caseId, null);
    expect(await tried(caseId, 'no-contact')).toMatchObject({
      status: 200,
      body: { status: 'followed-up', excluded: 'no-contact' },
    });
    expect(await desk.itemOf(caseId, 'state=excluded')).toMatchObject({ excluded: 'no-contact' });
  });

  it('a case without any contact is 无法联系 from the start', async () => {
    const caseId = await desk.cases.reply('general', 'scjg');
    await desk.app.ownerQuery('update casebook.particulars set phone = null where case_id = $1', [caseId]);
    await desk.followUp(caseId);
    expect(await desk.caseOf(caseId)).toMatchObject({ status: 'followed-up' });
    expect(await desk.itemOf(caseId, 'state=excluded')).toMatchObject({ excluded: 'no-contact' });
  });
});

describe('回访 of a terminated matter', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await Desk.open();
  });
  afterAll(() => desk.close());
  beforeEach(() => desk.clock.set(MONDAY));

  async function terminated(): Promise<string> {
    const caseId = await desk.cases.accept('general', { clocks: desk.clocks() });
    await desk.cases.act(caseId, 'terminated', { detail: { reason: 'litigation', askedIn: 1 } });
    return desk.followUp(caseId);
  }
  const grade = (caseId: string, body: object) => desk.post(desk.officer(), caseId, 'grade', body);

  it('asks whether the explanation was understood, as of a declined one', async () => {
    const caseId = await terminated();
    expect(await grade(caseId, { grade: 'satisfied' })).toMatchObject({
      status: 422,
      body: { code: 'unfit-for-case' },
    });
    const said = await grade(caseId, { grade: 'satisfied', explanationUnderstood: true });
    expect(said).toMatchObject({ status: 200, body: { status: 'followed-up' } });
  });

  it('is not reworked by itself: a leader rules, and may have it handled on', async () => {
    const caseId = await terminated();
    await grade(caseId, { grade: 'dissatisfied', explanationUnderstood: true });
    const { clocks } = await desk.caseOf(caseId);
    expect(clocks.at(-1)).toMatchObject({ kind: 'ruling', endedAt: null });
    expect(await desk.app.provider(OpenRework).execute(caseId, 1)).toEqual({ acts: [], refused: 'rework-not-due' });
    const ruling = { decision: 'rework', instruction: '仍由窗口办理。' };
    expect(await desk.post(desk.app.as('leader'), caseId, 'ruling', ruling)).toMatchObject({
      status: 200,
      body: { status: 'accepted' },
    });
  });
});
