import { randomUUID } from 'node:crypto';
import { migrations } from '@bancheng/all-in-one/migrations';
import { BUILT_IN_RULES } from '@bancheng/casebook';
import { startCaseClock, endClock, GRADES, type CaseClock, type ComplaintType } from '@bancheng/domain';
import { FakeClock, HANDLER, startServiceApp, TestCases, type ServiceApp, type TestMatter } from '@bancheng/testing';
import { CloseCase } from '@bancheng/casebook';
import { OpenFollowUp } from './application/open-follow-up.use-case.js';
import { OpenRework } from './application/open-rework.use-case.js';
import { FollowUpModule } from './follow-up.module.js';

describe('回访', () => {
  const clock = new FakeClock('2026-03-02T09:00:00+08:00');
  let app: ServiceApp;
  let cases: TestCases;
  const opening = (caseId: string, round = 1) => app.provider(OpenFollowUp).execute(caseId, round);
  const reworking = (caseId: string, round: number) => app.provider(OpenRework).execute(caseId, round);
  const closing = (caseId: string, round = 1) => app.provider(CloseCase).execute(caseId, round);
  const officer = () => app.as('follow-up-officer');

  beforeAll(async () => {
    app = await startServiceApp({
      module: FollowUpModule,
      services: ['follow-up'],
      migrations,
      clock,
    });
    cases = await TestCases.on(app.database.ownerUrl, clock);
  });

  afterAll(async () => {
    await cases.close();
    await app.close();
  });

  beforeEach(() => clock.set('2026-03-02T09:00:00+08:00'));

  async function opened(matter: TestMatter = {}): Promise<string> {
    const caseId = await cases.reply('general', 'scjg', matter);
    expect(await opening(caseId)).toMatchObject({ refused: null });
    return caseId;
  }

  async function stateOf(caseId: string) {
    const [row] = await app.ownerQuery<{ status: string; seq: number; kinds: string[] }>(
      `select status, seq, (select array_agg(kind order by seq) from casebook.act where case_id = c.id) as kinds
       from casebook.complaint c where id = $1`,
      [caseId],
    );
    return row!;
  }

  const tried = (caseId: string, result = 'no-answer') => officer().post(`/v1/follow-ups/${caseId}/tries`, { result });
  const graded = (caseId: string, grade: string) => officer().post(`/v1/follow-ups/${caseId}/grade`, { grade });

  async function itemOf(caseId: string, state = 'open', person = officer()) {
    for (let cursor = ''; ;) {
      const { body } = await person.get(`/v1/follow-ups?state=${state}&limit=100${cursor}`);
      const found = body.items.find((item: { complaintId: string }) => item.complaintId === caseId);
      if (found !== undefined || body.next === null) return found;
      cursor = `&cursor=${body.next}`;
    }
  }

  describe('opened by the engine', () => {
    it('opens once, however often it is asked', async () => {
      const caseId = await cases.reply('general');
      const first = await opening(caseId);
      clock.set('2026-03-02T09:05:00+08:00');
      expect(await opening(caseId)).toEqual(first);
      expect(first).toMatchObject({ refused: null, acts: [{ seq: 5, kind: 'followUpOpened', status: 'follow-up' }] });
      expect((await stateOf(caseId)).seq).toBe(5);
      expect(await app.ownerQuery('select round, state from follow_up.round where case_id = $1', [caseId])).toEqual([
        { round: 1, state: 'open' },
      ]);
    });

    it('opens once when asked twice at the same moment', async () => {
      const caseId = await cases.reply('general');
      const [one, other] = await Promise.all([opening(caseId), opening(caseId)]);
      expect(one).toEqual(other);
      expect((await stateOf(caseId)).seq).toBe(5);
    });

    it('follows up declined and answered matters too', async () => {
      const declined = await cases.register();
      await cases.act(declined, 'declined', { detail: { reason: 'litigation' } });
      const answered = await cases.register();
      await cases.act(answered, 'answeredOnTheSpot', { detail: { type: 'simple' }, patch: { type: 'simple' } });
      for (const caseId of [declined, answered]) {
        await opening(caseId);
        expect((await stateOf(caseId)).status).toBe('follow-up');
      }
    });

    it('excludes an anonymous report with that reason', async () => {
      const caseId = await cases.reply('general', 'scjg', { anonymous: true });
      const first = await opening(caseId);
      expect(first).toMatchObject({ acts: [{ kind: 'followUpOpened', status: 'followed-up' }] });
      expect(await opening(caseId)).toEqual(first);
      expect(await itemOf(caseId, 'excluded')).toMatchObject({ excluded: 'anonymous', name: null, phone: null });
      expect(await itemOf(caseId)).toBeUndefined();
      expect(await app.ownerQuery('select detail from casebook.act where case_id = $1 and seq = 5', [caseId])).toEqual([
        { detail: { excluded: 'anonymous' } },
      ]);
      expect(await tried(caseId)).toMatchObject({ status: 409, body: { code: 'not-allowed-now' } });
    });

    it('cannot reach who left neither phone nor another way (无法联系)', async () => {
      const withoutPhone = (also: string) => `update casebook.particulars set phone = null${also} where case_id = $1`;
      const caseId = await cases.reply('general', 'scjg');
      await app.ownerQuery(withoutPhone(''), [caseId]);
      expect(await opening(caseId)).toMatchObject({ acts: [{ kind: 'followUpOpened', status: 'followed-up' }] });
      expect(await itemOf(caseId, 'excluded')).toMatchObject({ excluded: 'no-contact' });
      const written = await cases.reply('general', 'scjg');
      await app.ownerQuery(withoutPhone(`, other_contact = '微信 wxm'`), [written]);
      expect(await opening(written)).toMatchObject({ acts: [{ status: 'follow-up' }] });
    });

    it('excludes what the citizen took back, anonymous or not, and has it closed', async () => {
      for (const anonymous of [false, true]) {
        const caseId = await cases.accept('general', { anonymous });
        await cases.act(caseId, 'withdrawn', { detail: { confirmedBy: 'on-site' } });
        expect(await opening(caseId)).toMatchObject({ acts: [{ kind: 'followUpOpened', status: 'followed-up' }] });
        expect(await itemOf(caseId, 'excluded')).toMatchObject({ excluded: 'withdrawn' });
        expect(await closing(caseId)).toMatchObject({ acts: [{ status: 'closed' }] });
      }
    });

    it('answers a refusal where the row says no', async () => {
      expect(await opening(await cases.accept('general'))).toEqual({ acts: [], refused: 'not-allowed-now' });
      expect(await opening(randomUUID())).toEqual({ acts: [], refused: 'complaint-not-found' });
    });
  });

  describe('tries', () => {
    it('end as 未接通 on the third different day in Shanghai; several on one day are all recorded and count once', async () => {
      const caseId = await opened();
      // 23:30 UTC is 07:30 of the next day in Shanghai.
      const tries = [
        ['2026-03-02T23:30:00Z', 1, false],
        ['2026-03-03T01:00:00Z', 1, false],
        ['2026-03-03T15:59:59Z', 1, false],
        ['2026-03-03T16:00:00Z', 2, false],
        ['2026-03-03T23:30:00Z', 2, false],
        ['2026-03-04T15:00:00Z', 2, false],
        ['2026-03-04T16:30:00Z', 3, true],
      ] as const;
      for (const [index, [at, daysTried, unreachable]] of tries.entries()) {
        clock.set(at);
        const { status, body } = await tried(caseId, 'busy');
        expect(status).toBe(200);
        expect(body).toMatchObject({ attempt: index + 1, daysTried, unreachable, seq: 6 + index });
        expect(body.status).toBe(unreachable ? 'followed-up' : 'follow-up');
      }
      expect(await tried(caseId)).toMatchObject({ status: 409, body: { code: 'not-allowed-now' } });
      expect(await graded(caseId, 'satisfied')).toMatchObject({ status: 409, body: { code: 'not-allowed-now' } });
      expect(await itemOf(caseId, 'unreachable')).toMatchObject({
        attempts: 7,
        daysTried: 3,
        lastTryAt: '2026-03-04T16:30:00.000Z',
        endedAt: '2026-03-04T16:30:00.000Z',
      });
      const details = await app.ownerQuery<{ detail: object }>(
        `select detail from casebook.act where case_id = $1 and kind = 'contactTried' order by seq`,
        [caseId],
      );
      expect(details.map((row) => row.detail)).toEqual(
        tries.map(([, , unreachable], index) => ({ attempt: index + 1, result: 'busy', unreachable })),
      );
    });

    it('leave the citizen to be reached later', async () => {
      const caseId = await opened();
      await tried(caseId);
      clock.set('2026-03-03T09:00:00+08:00');
      await tried(caseId, 'powered-off');
      expect(await itemOf(caseId)).toMatchObject({ attempts: 2, daysTried: 2, state: 'open', independent: true });
      expect(await graded(caseId, 'satisfied')).toMatchObject({ status: 200, body: { status: 'followed-up' } });
    });

    it('are recorded once for one idempotency key, and all when made at the same moment', async () => {
      const caseId = await opened();
      const key = { 'idempotency-key': randomUUID() };
      const send = () => officer().post(`/v1/follow-ups/${caseId}/tries`, { result: 'busy' }, key);
      const first = await send();
      expect((await send()).body).toEqual(first.body);
      const answers = await Promise.all(Array.from({ length: 5 }, () => tried(caseId)));
      expect(answers.map((answer) => answer.body.attempt).sort()).toEqual([2, 3, 4, 5, 6]);
    });
  });

  describe('grades', () => {
    it.each(GRADES)('take %s as the citizen says it', async (grade) => {
      const caseId = await opened();
      const { status, body } = await graded(caseId, grade);
      const expected = grade.endsWith('dissatisfied') ? 'dissatisfied' : 'followed-up';
      expect({ status, now: body.status }).toEqual({ status: 200, now: expected });
      expect(await itemOf(caseId, 'graded')).toMatchObject({
        grade,
        gradedBy: 'officer',
        officer: 'follow-up-officer-1',
        officerIndependent: true,
        endedAt: '2026-03-02T01:00:00.000Z',
      });
    });

    it('preselect nothing', async () => {
      const caseId = await opened();
      const refused = await officer().post(`/v1/follow-ups/${caseId}/grade`, { comment: '没有选' });
      expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer: '/grade' }] } });
      expect((await stateOf(caseId)).status).toBe('follow-up');
    });

    it('keep the comment with the case’s texts alone', async () => {
      const caseId = await opened();
      const comment = '办得快，谢谢张科长';
      await officer().post(`/v1/follow-ups/${caseId}/grade`, { grade: 'satisfied', comment });
      expect(
        await app.ownerQuery('select seq, kind, ref, body from casebook.shared_text where case_id = $1', [caseId]),
      ).toEqual([{ seq: 6, kind: 'follow-up-comment', ref: null, body: comment }]);
      const [told] = await app.ownerQuery<{ text: string }>(
        `select string_agg(payload::text, '') as text from casebook.outbox where case_id = $1`,
        [caseId],
      );
      expect(told!.text).not.toContain(comment);
    });

    it('are taken once', async () => {
      const caseId = await opened();
      const answers = await Promise.all([graded(caseId, 'satisfied'), graded(caseId, 'dissatisfied')]);
      expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
      expect((await stateOf(caseId)).seq).toBe(6);
    });

    it('are based on the case as the officer saw it', async () => {
      const caseId = await opened();
      const url = `/v1/follow-ups/${caseId}/grade`;
      const stale = await officer().post(url, { grade: 'satisfied' }, { 'if-match': '"4"' });
      expect(stale).toMatchObject({ status: 412, body: { code: 'stale-version' } });
      expect((await officer().post(url, { grade: 'satisfied' }, { 'if-match': '"5"' })).status).toBe(200);
    });
  });

  describe('independence', () => {
    const post = (caseId: string, subject: string, department?: string) =>
      app
        .as('follow-up-officer', { subject, ...(department === undefined ? {} : { department }) })
        .post(`/v1/follow-ups/${caseId}/grade`, { grade: 'satisfied' });
    const refusal = { status: 403, body: { code: 'not-independent' } };

    it.each([
      ['who tracks the case', 'clerk-9', undefined],
      ['who registered it', 'clerk-1', undefined],
      ['who replied for a department', 'department-1', undefined],
      ['of a department, whichever', 'somebody', 'gjj'],
    ])('refuses an officer %s', async (_who, subject, department) => {
      const caseId = await opened({ handler: 'clerk-9' });
      expect(await post(caseId, subject, department)).toMatchObject(refusal);
      expect((await stateOf(caseId)).status).toBe('follow-up');
      const person = app.as('follow-up-officer', { subject, ...(department === undefined ? {} : { department }) });
      const tryIt = await person.post(`/v1/follow-ups/${caseId}/tries`, { result: 'busy' });
      expect(tryIt).toMatchObject(refusal);
      expect(await itemOf(caseId, 'open', person)).toMatchObject({ independent: false });
      expect(await itemOf(caseId)).toMatchObject({ independent: true });
    });

    it('refuses who solved the matter at the window: the clerk and the 首席代表 who came to it', async () => {
      const caseId = await cases.accept('general', { handler: 'clerk-9' });
      const detail = { callId: randomUUID(), department: 'bdc', outcome: 'solved' } as const;
      await cases.act(caseId, 'taskForceReported', { detail }, { ...HANDLER, subject: 'came', role: 'department' });
      await cases.act(caseId, 'repliedByWindow', { detail }, { ...HANDLER, subject: 'clerk-2' });
      await opening(caseId);
      for (const subject of ['came', 'clerk-2']) expect(await post(caseId, subject)).toMatchObject(refusal);
      expect((await post(caseId, 'officer-1')).status).toBe(200);
    });

    it('refuses who had the case before a hand-over', async () => {
      const caseId = await cases.reply('general', 'scjg', { handler: 'clerk-7' });
      await cases.act(
        caseId,
        'handedOver',
        { detail: { from: 'clerk-7', to: 'clerk-8' }, patch: { handler: 'clerk-8' } },
        { subject: 'leader-1', role: 'leader', origin: 'api' },
      );
      await opening(caseId);
      for (const subject of ['clerk-7', 'clerk-8', 'leader-1'])
        expect(await post(caseId, subject)).toMatchObject(refusal);
    });

    it('lets an officer who tried before try again', async () => {
      const caseId = await opened();
      await tried(caseId);
      expect((await tried(caseId)).status).toBe(200);
      expect((await graded(caseId, 'satisfied')).status).toBe(200);
    });

    it('is no matter of role: only follow-up officers act', async () => {
      const caseId = await opened();
      for (const role of ['clerk', 'leader', 'department', 'admin', 'supervisor'] as const) {
        const refused = await app.as(role).post(`/v1/follow-ups/${caseId}/grade`, { grade: 'satisfied' });
        expect(refused).toMatchObject({ status: 403, body: { code: 'role-required' } });
      }
    });
  });

  describe('closing', () => {
    it('closes once, however often it is asked', async () => {
      const caseId = await opened();
      await graded(caseId, 'fairly-satisfied');
      clock.set('2026-03-02T10:00:00+08:00');
      const first = await closing(caseId);
      clock.set('2026-03-02T11:00:00+08:00');
      expect(await closing(caseId)).toEqual(first);
      expect(first).toMatchObject({ refused: null, acts: [{ kind: 'closed', status: 'closed', seq: 7 }] });
      expect(await app.ownerQuery('select closed_at from casebook.complaint where id = $1', [caseId])).toEqual([
        { closed_at: new Date('2026-03-02T02:00:00.000Z') },
      ]);
    });

    it.each(['dissatisfied', 'very-dissatisfied'])('does not close a case graded %s', async (grade) => {
      const caseId = await opened();
      await graded(caseId, grade);
      expect(await closing(caseId)).toEqual({ acts: [], refused: 'not-allowed-now' });
      expect((await stateOf(caseId)).status).toBe('dissatisfied');
    });

    it('closes what nobody could reach, and what was anonymous', async () => {
      const caseId = await opened();
      for (const day of ['03', '04', '05']) {
        clock.set(`2026-03-${day}T09:00:00+08:00`);
        await tried(caseId);
      }
      const anonymous = await opened({ anonymous: true });
      for (const id of [caseId, anonymous]) expect(await closing(id)).toMatchObject({ acts: [{ status: 'closed' }] });
    });

    it('waits for the follow-up', async () => {
      expect(await closing(await opened())).toEqual({ acts: [], refused: 'not-allowed-now' });
    });
  });

  describe('rework', () => {
    const leader = (subject = 'leader-1') => app.as('leader', { subject });
    const ruled = (caseId: string, decision: string, person = leader(), type?: ComplaintType) =>
      person.post(`/v1/follow-ups/${caseId}/ruling`, { decision, type, instruction: '约请反映人当面说明' });

    function firstClock(type: ComplaintType): CaseClock {
      const at = clock.now();
      return endClock(startCaseClock(1, type, at, BUILT_IN_RULES), at);
    }

    /** The case's own clocks, one a round. */
    async function clocksOf(caseId: string): Promise<CaseClock[]> {
      const [row] = await app.ownerQuery<{ clocks: CaseClock[] }>(
        'select clocks from casebook.complaint where id = $1',
        [caseId],
      );
      return row!.clocks.filter(({ kind }) => kind === 'case');
    }

    /** Sent out by another clerk to a department, the lead of it all, which solves it. */
    async function answerAgain(caseId: string): Promise<void> {
      const slip = { dispatchId: randomUUID(), department: 'scjg' } as const;
      const sent = { ...slip, requirement: 'two-working-days', lead: true, dueAt: clock.now() } as const;
      const detail = { dispatches: [sent], departments: ['scjg'] };
      const patch = { leadDepartment: 'scjg' };
      await cases.act(caseId, 'dispatched', { detail, patch }, { ...HANDLER, subject: 'clerk-5' });
      const reply = { ...slip, outcome: 'solved', final: true, late: false } as const;
      await cases.act(caseId, 'replied', { detail: reply, to: 'replied' });
    }

    async function handleAgain(caseId: string, round: number, grade: string): Promise<void> {
      await answerAgain(caseId);
      expect(await opening(caseId, round)).toMatchObject({ refused: null, acts: [{ status: 'follow-up' }] });
      expect((await graded(caseId, grade)).status).toBe(200);
    }

    async function dissatisfied(type: ComplaintType = 'general'): Promise<string> {
      const caseId = await opened({ clocks: [firstClock(type)] });
      await graded(caseId, 'dissatisfied');
      return caseId;
    }

    async function reworkedTwice(): Promise<string> {
      const caseId = await dissatisfied();
      await reworking(caseId, 1);
      await handleAgain(caseId, 2, 'very-dissatisfied');
      await reworking(caseId, 2);
      await handleAgain(caseId, 3, 'dissatisfied');
      return caseId;
    }

    it('opens once with a clock of its own, and leaves the first as it ended', async () => {
      const caseId = await dissatisfied();
      const [before] = await clocksOf(caseId);
      clock.set('2026-03-05T10:00:00+08:00');
      const first = await reworking(caseId, 1);
      clock.set('2026-03-05T11:00:00+08:00');
      expect(await reworking(caseId, 1)).toEqual(first);
      expect(first).toMatchObject({ refused: null, acts: [{ kind: 'reworkOpened', status: 'accepted' }] });
      expect(await clocksOf(caseId)).toEqual([
        before,
        expect.objectContaining({
          clockId: 'case:2',
          kind: 'case',
          startedAt: '2026-03-05T02:00:00.000Z',
          dueAt: '2026-03-09T09:00:00.000Z',
          endedAt: null,
          overdueAt: null,
        }),
      ]);
      const [act] = await app.ownerQuery(
        `select effect_key, detail from casebook.act where case_id = $1 and kind = 'reworkOpened'`,
        [caseId],
      );
      expect(act).toEqual({
        effect_key: 'rework-opened:1',
        detail: { round: 1, clockId: 'case:2', previousClockId: 'case', type: 'general' },
      });
    });

    it('takes a complex matter back behind its meeting, and another’s lead away', async () => {
      const ends: unknown[] = [];
      for (const type of ['complex', 'general'] as const) {
        const caseId = await cases.accept(type, { clocks: [firstClock(type)] });
        await answerAgain(caseId);
        await opening(caseId);
        await graded(caseId, 'dissatisfied');
        await reworking(caseId, 1);
        const [row] = await app.ownerQuery<{ status: string; lead_department: string | null }>(
          'select status, lead_department from casebook.complaint where id = $1',
          [caseId],
        );
        ends.push(row);
      }
      expect(ends).toEqual([
        { status: 'meeting-held', lead_department: 'scjg' },
        { status: 'accepted', lead_department: null },
      ]);
    });

    it('takes back what was answered on the spot as a general matter: a rework never gets minutes', async () => {
      const caseId = await cases.register();
      const clocks = [firstClock('simple')];
      await cases.act(caseId, 'answeredOnTheSpot', {
        detail: { type: 'simple' },
        clocks,
        patch: { type: 'simple' },
      });
      await opening(caseId);
      await graded(caseId, 'dissatisfied');
      expect(await reworking(caseId, 1)).toMatchObject({
        acts: [{ status: 'accepted', clocks: [{ clockId: 'case:2', dueAt: '2026-03-04T09:00:00.000Z' }] }],
      });
    });

    it('counts tries anew and keeps handlers of every round away', async () => {
      const caseId = await opened({ clocks: [firstClock('general')] });
      await tried(caseId);
      await graded(caseId, 'dissatisfied');
      await reworking(caseId, 1);
      await answerAgain(caseId);
      expect(await opening(caseId, 1)).toMatchObject({ acts: [{ seq: 5 }] });
      await opening(caseId, 2);
      expect(await itemOf(caseId)).toMatchObject({ round: 2, attempts: 0 });
      expect((await tried(caseId)).body).toMatchObject({ attempt: 1, daysTried: 1 });
      for (const subject of ['department-1', 'clerk-1', 'clerk-5']) {
        const person = app.as('follow-up-officer', { subject });
        expect(await itemOf(caseId, 'open', person)).toMatchObject({ independent: false });
      }
      expect((await graded(caseId, 'satisfied')).body.status).toBe('followed-up');
      expect(await itemOf(caseId, 'graded')).toBeDefined();
    });

    it('is not opened out of turn, nor a third time, nor for what was declined', async () => {
      const refusal = { acts: [], refused: 'rework-not-due' };
      const caseId = await dissatisfied();
      expect(await reworking(caseId, 2)).toEqual(refusal);
      expect(await reworking(await reworkedTwice(), 3)).toEqual(refusal);
      const declined = await cases.register();
      await cases.act(declined, 'declined', { detail: { reason: 'litigation' } });
      await opening(declined);
      await officer().post(`/v1/follow-ups/${declined}/grade`, { grade: 'dissatisfied', explanationUnderstood: true });
      expect(await reworking(declined, 1)).toEqual(refusal);
      expect(await ruled(declined, 'close')).toMatchObject({ status: 200, body: { status: 'followed-up' } });
    });

    it('of what was declined is a leader’s ruling that takes it up, as a general matter, so that slips can be sent', async () => {
      const caseId = await cases.register();
      await cases.act(caseId, 'declined', { detail: { reason: 'litigation' } });
      await opening(caseId);
      await officer().post(`/v1/follow-ups/${caseId}/grade`, { grade: 'dissatisfied', explanationUnderstood: true });
      expect(await ruled(caseId, 'rework')).toMatchObject({
        status: 200,
        body: {
          status: 'accepted',
          clocks: [{ clockId: 'ruling' }, { clockId: 'case:2', dueAt: '2026-03-04T09:00:00.000Z' }],
        },
      });
      await answerAgain(caseId);
      expect(await opening(caseId, 2)).toMatchObject({ refused: null, acts: [{ status: 'follow-up' }] });
      expect((await graded(caseId, 'satisfied')).body.status).toBe('followed-up');
    });

    it('ends by a leader’s ruling that closes the case, the instruction kept with its texts', async () => {
      const caseId = await reworkedTwice();
      const { status, body } = await ruled(caseId, 'close');
      expect(status).toBe(200);
      expect(body).toMatchObject({ kind: 'dissatisfactionRuled', status: 'followed-up' });
      expect(body.clocks).toMatchObject([{ clockId: 'ruling:3', endedAt: body.at }]);
      expect(await closing(caseId)).toEqual({ acts: [], refused: 'round-not-due' });
      expect(await closing(caseId, 3)).toMatchObject({ acts: [{ kind: 'closed' }] });
      expect(
        await app.ownerQuery('select seq, kind, body from casebook.shared_text where case_id = $1', [caseId]),
      ).toEqual([{ seq: body.seq, kind: 'leader-instruction', body: '约请反映人当面说明' }]);
      expect(await ruled(caseId, 'close')).toMatchObject({ status: 409, body: { code: 'not-allowed-now' } });
    });

    it('goes on by a leader’s ruling as often as a leader rules so', async () => {
      const caseId = await reworkedTwice();
      expect(await ruled(caseId, 'rework', leader(), 'simple')).toMatchObject({
        status: 400,
        body: { errors: [{ pointer: '/type' }] },
      });
      const answer = await ruled(caseId, 'rework');
      expect(answer.body).toMatchObject({
        status: 'accepted',
        clocks: [{ clockId: 'ruling:3' }, { clockId: 'case:4', endedAt: null }],
      });
      await handleAgain(caseId, 4, 'dissatisfied');
      expect((await ruled(caseId, 'rework')).body).toMatchObject({
        clocks: [{ clockId: 'ruling:4' }, { clockId: 'case:5' }],
      });
      const details = await app.ownerQuery<{ detail: object }>(
        `select detail from casebook.act where case_id = $1 and kind = 'dissatisfactionRuled' order by seq`,
        [caseId],
      );
      expect(details.map(({ detail }) => detail)).toEqual([
        { decision: 'rework', rework: { round: 3, clockId: 'case:4', previousClockId: 'case:3', type: 'general' } },
        { decision: 'rework', rework: { round: 4, clockId: 'case:5', previousClockId: 'case:4', type: 'general' } },
      ]);
    });

    it('is ruled on by a leader of the jurisdiction alone, and only when it is the leader’s turn', async () => {
      const caseId = await dissatisfied();
      expect(await ruled(caseId, 'close')).toMatchObject({ status: 409, body: { code: 'rework-first' } });
      for (const role of ['clerk', 'follow-up-officer', 'department', 'admin'] as const) {
        expect((await ruled(caseId, 'close', app.as(role))).status).toBe(403);
      }
      const stranger = app.as('leader', { jurisdiction: '370403' });
      expect((await ruled(caseId, 'close', stranger)).status).toBe(404);
      expect((await ruled(caseId, 'forget')).status).toBe(400);
      expect((await leader().post(`/v1/follow-ups/${caseId}/ruling`, { decision: 'close' })).status).toBe(400);
      expect((await stateOf(caseId)).status).toBe('dissatisfied');
    });
  });

  describe('queue', () => {
    it('shows whom to call, in the own jurisdiction', async () => {
      const caseId = await opened();
      expect(await itemOf(caseId)).toEqual({
        complaintId: caseId,
        number: expect.stringMatching(/^BBCS-370406-2026-\d{5}$/) as string,
        round: 1,
        state: 'open',
        openedAt: '2026-03-02T01:00:00.000Z',
        endedAt: null,
        clocks: [expect.objectContaining({ kind: 'claim' }), expect.objectContaining({ kind: 'follow-up' })],
        numberWrong: false,
        excluded: null,
        officer: null,
        officerName: null,
        officerIndependent: null,
        grade: null,
        gradedBy: null,
        explanationUnderstood: null,
        rating: null,
        attempts: 0,
        daysTried: 0,
        lastTryAt: null,
        independent: true,
        name: '王小明',
        phone: '13800000000',
      });
      const stranger = app.as('follow-up-officer', { jurisdiction: '370403' });
      expect((await stranger.get('/v1/follow-ups')).body).toEqual({ items: [], next: null });
      const act = await stranger.post(`/v1/follow-ups/${caseId}/tries`, { result: 'busy' });
      expect(act).toMatchObject({ status: 404, body: { code: 'complaint-not-found' } });
      expect((await app.as('department').get('/v1/follow-ups')).status).toBe(403);
      expect((await app.as('leader').get('/v1/follow-ups')).status).toBe(200);
    });

    it('comes page by page, longest waiting first, none twice', async () => {
      const jurisdiction = '370404';
      const waiting: string[] = [];
      for (const minute of ['01', '02', '02', '02', '03']) {
        clock.set(`2026-03-02T10:${minute}:00.500+08:00`);
        waiting.push(await opened({ jurisdiction }));
      }
      const person = app.as('follow-up-officer', { jurisdiction });
      const seen: string[] = [];
      for (let cursor = ''; ;) {
        const { body } = await person.get(`/v1/follow-ups?limit=2${cursor}`);
        seen.push(...body.items.map((item: { complaintId: string }) => item.complaintId));
        if (body.next === null) break;
        cursor = `&cursor=${body.next}`;
      }
      expect(seen).toEqual([waiting[0], ...waiting.slice(1, 4).sort(), waiting[4]]);
    });
  });

  it.each<[string, string, unknown]>([
    ['an unknown result', 'tries', { result: 'reached' }],
    ['no body', 'tries', null],
    ['a list', 'tries', []],
    ['an unknown field', 'tries', { result: 'busy', attempt: 3 }],
    ['the form’s own word', 'grade', { grade: '满意' }],
    ['a number', 'grade', { grade: 5 }],
    ['an empty comment', 'grade', { grade: 'satisfied', comment: ' ' }],
    ['a comment without end', 'grade', { grade: 'satisfied', comment: '好'.repeat(2_001) }],
    ['a NUL', 'grade', { grade: 'satisfied', comment: '好\u0000' }],
  ])('refuses %s and changes nothing', async (_what, act, body) => {
    const caseId = await opened();
    const refused = await officer().post(`/v1/follow-ups/${caseId}/${act}`, body);
    expect(refused).toMatchObject({ status: 400 });
    expect((await stateOf(caseId)).seq).toBe(5);
  });

  it('refuses rubbish in paths and queries', async () => {
    expect((await officer().post('/v1/follow-ups/1/tries', { result: 'busy' })).status).toBe(400);
    expect((await officer().get('/v1/follow-ups?state=closed')).status).toBe(400);
    const forged = [
      {},
      { openedAt: '0000-01-01T00:00:00.000Z', caseId: randomUUID(), round: 1 },
      { openedAt: '2026-01-01T00:00:00.000Z', caseId: randomUUID(), round: 3_000_000_000 },
    ];
    for (const position of forged) {
      const cursor = Buffer.from(JSON.stringify(position)).toString('base64url');
      expect((await officer().get(`/v1/follow-ups?cursor=${cursor}`)).body.code).toBe('cursor-malformed');
    }
    expect(await tried(randomUUID())).toMatchObject({ status: 404, body: { code: 'complaint-not-found' } });
    expect((await app.anyone.get('/v1/follow-ups')).status).toBe(401);
  });
});
