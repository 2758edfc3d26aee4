import type { Answer } from '@bancheng/testing';
import { Desk, MONDAY } from '../test/desk.js';

describe('反映人自行评价', () => {
  let desk: Desk;

  beforeEach(() => desk?.clock.set(MONDAY));
  beforeAll(async () => {
    desk = await Desk.open();
  });
  afterAll(() => desk.close());

  const refused = (status: number, code: string) => ({ status, body: { code } });

  /** Each from an address of its own: the limit a minute is the last test's business. */
  let visitors = 0;
  async function send(body: object, address = `10.0.${(visitors += 1)}.1`): Promise<Answer> {
    const response = await desk.app.inject({
      method: 'POST',
      url: '/v1/ratings',
      payload: body,
      remoteAddress: address,
    });
    return { status: response.statusCode, headers: response.headers, body: JSON.parse(response.body) };
  }
  async function rate(caseId: string, grade: string, more: object = {}): Promise<Answer> {
    return send({ ...(await desk.slipOf(caseId)), grade, ...more });
  }

  it('is the grade while the case is followed up, and counts once', async () => {
    const caseId = await desk.answered();
    const { number } = await desk.slipOf(caseId);
    const answer = await rate(caseId, 'satisfied', { comment: '办得快，谢谢张科长' });
    expect(answer).toMatchObject({ status: 200, body: { number, status: '回访完成', grade: '满意' } });
    const { acts, status } = await desk.caseOf(caseId);
    expect(status).toBe('followed-up');
    expect(acts.at(-1)).toEqual({ kind: 'graded', actor: 'citizen', detail: { grade: 'satisfied', by: 'citizen' } });
    expect(await desk.itemOf(caseId, 'state=graded')).toMatchObject({
      grade: 'satisfied',
      gradedBy: 'citizen',
      officer: null,
    });
    const texts = await desk.app.ownerQuery('select kind, body from casebook.shared_text where case_id = $1', [caseId]);
    expect(texts).toEqual([{ kind: 'follow-up-comment', body: '办得快，谢谢张科长' }]);
    const already = refused(409, 'already-rated');
    expect(await rate(caseId, 'dissatisfied')).toMatchObject(already);
    await desk.closeCase(caseId);
    expect(await rate(caseId, 'dissatisfied')).toMatchObject(already);
  });

  it('of 不满意 opens a rework like any grade, after which the next round may be rated', async () => {
    const caseId = await desk.answered();
    expect((await rate(caseId, 'very-dissatisfied')).body.status).toBe('不满意，待处理');
    await desk.rework(caseId, 1);
    expect(await rate(caseId, 'satisfied')).toMatchObject(refused(409, 'already-rated'));
    await desk.handleAgain(caseId);
    await desk.followUp(caseId, 2);
    expect((await rate(caseId, 'fairly-satisfied')).status).toBe(200);
  });

  it('and an officer’s grade at the same moment are one', async () => {
    const caseId = await desk.answered();
    const both = [rate(caseId, 'satisfied'), desk.post(desk.officer(), caseId, 'grade', { grade: 'dissatisfied' })];
    const answers = await Promise.all([...both, rate(caseId, 'satisfied')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const { acts } = await desk.caseOf(caseId);
    expect(acts.filter(({ kind }: { kind: string }) => kind === 'graded')).toHaveLength(1);
  });

  describe('after closing', () => {
    const leader = () => desk.app.as('leader');
    const listed = async (caseId: string) => {
      const { body } = await leader().get('/v1/follow-ups/dissatisfied-ratings?limit=100');
      return body.items.find((item: { complaintId: string }) => item.complaintId === caseId);
    };

    it('is kept of whom nobody reached, changes nothing of the case, and counts once', async () => {
      const caseId = await desk.unreached(await desk.answered());
      const answers = await Promise.all([rate(caseId, 'satisfied'), rate(caseId, 'dissatisfied')]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const { acts, status } = await desk.caseOf(caseId);
      expect(status).toBe('closed');
      expect(acts.at(-1)).toMatchObject({ kind: 'rated', actor: 'citizen' });
      expect(await rate(caseId, 'satisfied')).toMatchObject(refused(409, 'already-rated'));
    });

    it('stands beside the officer’s grade, and of 不满意 is shown to the leader until the case is reopened', async () => {
      const caseId = await desk.closed('satisfied');
      expect(await listed(caseId)).toBeUndefined();
      desk.clock.set('2026-03-03T09:00:00+08:00');
      expect((await rate(caseId, 'dissatisfied')).body).toMatchObject({ status: '已办结', grade: '不满意' });
      expect(await listed(caseId)).toEqual({
        complaintId: caseId,
        number: (await desk.slipOf(caseId)).number,
        status: 'closed',
        round: 1,
        closedAt: '2026-03-02T01:00:00.000Z',
        ratedAt: '2026-03-03T01:00:00.000Z',
        rating: 'dissatisfied',
        explanationUnderstood: null,
        grade: 'satisfied',
      });
      expect(await desk.itemOf(caseId, 'state=graded')).toMatchObject({ grade: 'satisfied', rating: 'dissatisfied' });
      expect(
        (await desk.app.as('leader', { jurisdiction: '370499' }).get('/v1/follow-ups/dissatisfied-ratings')).body.items,
      ).toEqual([]);
      expect((await desk.officer().get('/v1/follow-ups/dissatisfied-ratings')).status).toBe(403);
      expect((await desk.post(leader(), caseId, 'reopening', { reason: '反映人评价为不满意' })).status).toBe(200);
      expect(await listed(caseId)).toBeUndefined();
    });

    it('is for anonymous reports too, and for archived ones; content ones do not trouble the leader', async () => {
      const caseId = await desk.closeCase(await desk.answered({ anonymous: true }));
      const archived = { catalogueNumber: 'A-1', retention: '30-years' as const, absentClasses: [] };
      await desk.cases.act(caseId, 'archived', { detail: archived });
      expect((await rate(caseId, 'very-satisfied')).body.status).toBe('已归档');
      expect(await listed(caseId)).toBeUndefined();
    });

    it('comes page by page, the latest first', async () => {
      const jurisdiction = '370471';
      const rated: string[] = [];
      for (const minute of ['01', '02', '03']) {
        desk.clock.set(`2026-03-02T10:${minute}:00+08:00`);
        const caseId = await desk.closeCase(await desk.answered({ anonymous: true, jurisdiction }));
        expect((await rate(caseId, 'dissatisfied')).status).toBe(200);
        rated.push(caseId);
      }
      const who = desk.app.as('leader', { jurisdiction });
      const seen: string[] = [];
      for (let cursor = ''; ;) {
        const { body } = await who.get(`/v1/follow-ups/dissatisfied-ratings?limit=2${cursor}`);
        seen.push(...body.items.map((item: { complaintId: string }) => item.complaintId));
        if (body.next === null) break;
        cursor = `&cursor=${body.next}`;
      }
      expect(seen).toEqual(rated.toReversed());
      expect((await who.get('/v1/follow-ups/dissatisfied-ratings?cursor=x')).body.code).toBe('cursor-malformed');
    });
  });

  it('by the code of a merged case is of the first one, once a round whoever of them says it', async () => {
    const first = await desk.answered();
    const merged = await desk.cases.register();
    await desk.cases.act(merged, 'merged', { detail: { into: first }, patch: { mergedInto: first } });
    const { number } = await desk.slipOf(merged);
    expect(await rate(merged, 'satisfied')).toMatchObject({ status: 200, body: { number, status: '回访完成' } });
    expect((await desk.caseOf(first)).acts.at(-1)).toMatchObject({ kind: 'graded', actor: 'citizen' });
    expect(await desk.caseOf(merged)).toMatchObject({ status: 'merged' });
    expect(await rate(first, 'dissatisfied')).toMatchObject(refused(409, 'already-rated'));
  });

  it('is not for what is still handled, nor for what was taken back', async () => {
    const open = await desk.cases.accept('general');
    const withdrawn = await desk.cases.accept('general');
    await desk.cases.act(withdrawn, 'withdrawn', { detail: { confirmedBy: 'phone' } });
    await desk.closeCase(await desk.followUp(withdrawn));
    for (const caseId of [open, withdrawn]) {
      const { seq } = await desk.caseOf(caseId);
      expect(await rate(caseId, 'satisfied')).toMatchObject(refused(409, 'not-ratable'));
      expect((await desk.caseOf(caseId)).seq).toBe(seq);
    }
  });

  it('refuses a wrong code and a wrong number with the same words, and rubbish', async () => {
    const slip = await desk.slipOf(await desk.answered());
    const other = await desk.slipOf(await desk.answered());
    const wrong = [
      { ...slip, queryCode: other.queryCode },
      { ...slip, queryCode: 'A' },
      { ...slip, number: 'BBCS-370406-2026-99999' },
    ];
    const answers = await Promise.all(wrong.map((body) => send({ ...body, grade: 'satisfied' })));
    for (const answer of answers) {
      expect(answer).toMatchObject(refused(404, 'status-not-found'));
      expect({ ...answer.body, instance: '' }).toEqual({ ...answers[0]!.body, instance: '' });
    }
    for (const body of [slip, { ...slip, grade: '满意' }, { ...slip, grade: 'satisfied', name: '王小明' }, []]) {
      expect(await send(body)).toMatchObject(refused(400, 'request-invalid'));
    }
    const code = `${slip.queryCode.slice(0, 5)} - ${slip.queryCode.slice(5)}`.toLowerCase();
    const written = { number: slip.number.toLowerCase(), queryCode: code, grade: 'satisfied' };
    expect((await send(written)).status).toBe(200);
  });

  it('is taken twenty times a minute', async () => {
    const answers: string[] = [];
    const wrong = { number: 'x', queryCode: 'x', grade: 'satisfied' };
    for (let tries = 0; tries < 21; tries += 1) answers.push((await send(wrong, '10.9.9.9')).body.code);
    const unknown = Array<string>(5).fill('status-not-found');
    expect(answers).toEqual([...unknown, ...Array<string>(15).fill('code-locked'), 'too-many-requests']);
  });

  describe('of a declined matter', () => {
    const field = (code: string) => ({
      status: 422,
      body: { code: 'unfit-for-case', errors: [{ in: 'body', pointer: '/explanationUnderstood', code }] },
    });
    const graded = (caseId: string, body: object) => desk.post(desk.officer(), caseId, 'grade', body);

    it('says whether the explanation was understood, to the officer as by itself; others do not', async () => {
      const [told, own, taken] = [await desk.declined(), await desk.declined(), await desk.answered()];
      expect(await graded(told, { grade: 'satisfied' })).toMatchObject(field('required'));
      expect(await rate(own, 'satisfied')).toMatchObject(field('required'));
      const answer = { grade: 'fairly-satisfied', explanationUnderstood: true };
      expect(await graded(taken, answer)).toMatchObject(field('not-asked'));
      expect(await rate(taken, 'satisfied', { explanationUnderstood: true })).toMatchObject(field('not-asked'));
      expect((await graded(told, answer)).body.status).toBe('followed-up');
      expect((await rate(own, 'satisfied', { explanationUnderstood: true })).body.status).toBe('回访完成');
      expect(await desk.itemOf(told, 'state=graded')).toMatchObject({ explanationUnderstood: true });
      expect((await desk.caseOf(told)).acts.at(-1).detail).toEqual({ ...answer, by: 'officer' });
      expect((await desk.caseOf(taken)).status).toBe('follow-up');
    });

    it('goes to the leader when it was not understood, however content the citizen is', async () => {
      const caseId = await desk.declined();
      const answer = await graded(caseId, { grade: 'satisfied', explanationUnderstood: false });
      expect(answer.body.status).toBe('dissatisfied');
      const ruling = { decision: 'close', instruction: '已再次当面解释' };
      expect((await desk.post(desk.app.as('leader'), caseId, 'ruling', ruling)).body.status).toBe('followed-up');
    });

    it('after closing is shown to the leader when it was not understood', async () => {
      const caseId = await desk.unreached(await desk.declined());
      expect((await rate(caseId, 'satisfied', { explanationUnderstood: false })).status).toBe(200);
      const { items } = (await desk.app.as('leader').get('/v1/follow-ups/dissatisfied-ratings?limit=100')).body;
      expect(items.find((item: { complaintId: string }) => item.complaintId === caseId)).toMatchObject({
        rating: 'satisfied',
        explanationUnderstood: false,
        grade: null,
      });
    });
  });
});
