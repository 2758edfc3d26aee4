import { randomUUID } from 'node:crypto';
import { startClock, stopClock } from '@bancheng/domain';
import type { Answer } from '@bancheng/testing';
import { MONDAY, problem, Reception } from '../test/reception.js';

describe('公众查询', () => {
  let reception: Reception;
  let number: string;
  let queryCode: string;

  beforeAll(async () => {
    reception = await Reception.open();
    reception.clock.set(MONDAY);
    const registered = await reception.register();
    ({ number, queryCode } = registered);
    await reception.accept(registered.id);
  });
  afterAll(() => reception.close());

  const pick = (matter: { number: string; queryCode: string }) => ({
    number: matter.number,
    queryCode: matter.queryCode,
  });
  const STATUS = '/v1/public/status';
  const ask = (body: object): Promise<Answer> => reception.app.anyone.post(STATUS, body);

  it('tells how the case stands to whoever has number and code, and nothing of persons', async () => {
    const { status, body } = await ask({ number, queryCode });
    expect(status).toBe(200);
    expect(body).toEqual({
      number,
      mergedInto: null,
      status: '已受理',
      type: '一般事项',
      registeredAt: '2026-03-02T01:00:00.000Z',
      acceptedAt: '2026-03-02T01:00:00.000Z',
      acceptanceDueAt: '2026-03-03T09:00:00.000Z',
      dueAt: '2026-03-04T09:00:00.000Z',
      originalDueAt: '2026-03-04T09:00:00.000Z',
      provisional: false,
      agency: null,
      missingPapers: [],
      papersAwaitedUntil: null,
      closedAt: null,
      answers: [],
    });
  });

  it('tells what the citizen was answered', async () => {
    const [matter, declined] = [await reception.register(), await reception.register()];
    const clerk = reception.app.as('clerk');
    await clerk.post(`/v1/complaints/${matter.id}/answer`, { answer: '证照已当场打印。' });
    await clerk.post(`/v1/complaints/${declined.id}/decline`, { reason: 'litigation', explanation: '请向法院申请。' });
    const at = reception.clock.now();
    expect((await ask(pick(matter))).body.answers).toEqual([{ kind: 'answer', body: '证照已当场打印。', at }]);
    expect((await ask(pick(declined))).body.answers).toEqual([
      { kind: 'decline-explanation', body: '请向法院申请。', at },
    ]);
  });

  it('tells which papers of the citizen are awaited and until when, while they are', async () => {
    const matter = await reception.register();
    await reception.accept(matter.id);
    const [dispatchId] = await reception.dispatch(matter.id, 'scjg');
    const suspension = { suspensionId: randomUUID(), dispatchId: dispatchId!, department: 'scjg' };
    const at = reception.clock.now();
    const deadline = { dueAt: '2026-03-09T09:00:00.000Z', yellowAt: null, provisional: false, calendarVersion: 'test' };
    const limit = startClock(
      { clockId: `suspension:${dispatchId}`, kind: 'suspension', department: 'scjg' },
      at,
      deadline,
    );
    const detail = { ...suspension, until: deadline.dueAt };
    await reception.cases.act(matter.id, 'suspended', {
      ...{ detail, clocks: [limit] },
      texts: [{ kind: 'missing-papers', ref: dispatchId!, body: '租赁合同原件\n房产证复印件' }],
    });
    expect((await ask({ number: matter.number, queryCode: matter.queryCode })).body).toMatchObject({
      status: '已转办',
      missingPapers: ['租赁合同原件', '房产证复印件'],
      papersAwaitedUntil: deadline.dueAt,
    });
    const moved = { oldDueAt: '2026-03-04T09:00:00.000Z', newDueAt: '2026-03-05T09:00:00.000Z', workingDays: 1 };
    await reception.cases.act(matter.id, 'resumed', {
      detail: { ...suspension, cause: 'papers-received', ...moved },
      clocks: [stopClock(limit, at)],
    });
    expect((await ask({ number: matter.number, queryCode: matter.queryCode })).body).toMatchObject({
      ...{ missingPapers: [], papersAwaitedUntil: null },
    });
    const timeline = await reception.app.as('clerk').get(`/v1/complaints/${matter.id}/timeline`);
    const labels = timeline.body.items.map(({ label }: { label: string }) => label);
    expect(labels.slice(-2)).toEqual(['挂起', '恢复计时']);
  });

  it('names the agency that has the matter, while it has', async () => {
    const { id, ...matter } = await reception.register();
    await reception.accept(id);
    const transfer = { transferId: randomUUID(), agency: 'shengting' };
    const { seq } = await reception.cases.act(id, 'transferred', { detail: transfer });
    await reception.app.ownerQuery(
      `insert into casebook.shared_text (case_id, seq, kind, ref, body) values ($1, $2, 'transfer-agency', $3, '省厅帮办中心')`,
      [id, seq, transfer.transferId],
    );
    expect((await ask(pick(matter))).body).toMatchObject({ status: '已转交帮办代办', agency: '省厅帮办中心' });
    const timeline = await reception.app.as('clerk').get(`/v1/complaints/${id}/timeline`);
    expect(timeline.body.items.at(-1)).toMatchObject({
      label: '转交帮办代办',
      texts: [{ kind: 'transfer-agency', ref: transfer.transferId, body: '省厅帮办中心' }],
    });
    await reception.cases.act(id, 'transferReturned', { detail: transfer, to: 'accepted' });
    expect((await ask(pick(matter))).body).toMatchObject({ status: '已受理', agency: null });
  });

  it('takes both as people write them', async () => {
    const code = `${queryCode.slice(0, 5)} - ${queryCode.slice(5)}`.toLowerCase();
    expect((await ask({ number: number.toLowerCase(), queryCode: code })).status).toBe(200);
  });

  it('refuses a wrong code and a wrong number with the same words', async () => {
    const another = (await reception.register()).queryCode;
    const wrong = [
      { number, queryCode: another },
      { number, queryCode: 'AAAAAAAAAA' },
      { number, queryCode: 'A' },
      { number: 'BBCS-370406-2026-99999', queryCode },
      { number: 'x', queryCode: 'x' },
    ];
    const answers = await Promise.all(wrong.map(ask));
    for (const answer of answers) {
      expect(answer).toEqual(problem(404, 'status-not-found'));
      expect({ ...answer.body, instance: '' }).toEqual({ ...answers[0]!.body, instance: '' });
    }
    expect(await ask({ number })).toEqual(problem(400, 'request-invalid'));
    expect(await ask({ number, queryCode, name: '王小明' })).toEqual(problem(400, 'request-invalid'));
  });

  it('makes whoever shows wrong codes for a number wait, longer each time, and nobody who asks from elsewhere', async () => {
    const matter = pick(await reception.register());
    const from = async (remoteAddress: string, code: string) => {
      const payload = { number: matter.number, queryCode: code };
      const { statusCode, headers } = await reception.app.inject({
        method: 'POST',
        url: STATUS,
        remoteAddress,
        payload,
      });
      return { status: statusCode, wait: headers['retry-after'] };
    };
    const later = (ms: number) => {
      reception.clock.set(new Date(Date.parse(reception.clock.now()) + ms).toISOString());
    };
    const guess = () => from('192.0.2.1', 'AAAAAAAAAA');
    for (let tries = 0; tries < 5; tries++) expect((await guess()).status).toBe(404);
    expect(await guess()).toEqual({ status: 429, wait: '60' });
    expect(await from('192.0.2.1', matter.queryCode)).toEqual({ status: 429, wait: '60' });
    expect((await from('192.0.2.2', matter.queryCode)).status).toBe(200);
    later(60_000);
    expect((await guess()).status).toBe(404);
    expect(await guess()).toEqual({ status: 429, wait: '120' });
    later(120_000);
    expect((await from('192.0.2.1', matter.queryCode)).status).toBe(200);
    expect((await guess()).status).toBe(404); // counted from the first again
    expect((await guess()).status).toBe(404);
    expect(await reception.app.ownerQuery('select wrong from casebook.wrong_code where wrong > 1')).toContainEqual({
      wrong: 2,
    });
    const [row] = await reception.app.ownerQuery<{ kept: string }>(
      `select string_agg(w::text, '') as kept from casebook.wrong_code w`,
    );
    expect(row!.kept).not.toContain('192.0.2');
  });

  it('answers twenty times a minute', async () => {
    const answers: Answer[] = [];
    for (let tries = 0; tries < 21; tries++) answers.push(await ask({ number, queryCode: 'AAAAAAAAAA' }));
    expect(answers.at(-1)).toEqual(problem(429, 'too-many-requests'));
    expect(answers.at(-1)!.headers).toHaveProperty('retry-after');
    expect(await ask({ number, queryCode })).toEqual(problem(429, 'too-many-requests'));
    expect((await reception.app.as('clerk').get('/v1/worklists/open')).status).toBe(200);
  });
});
