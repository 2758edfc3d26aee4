import { MONDAY, problem, Reception } from '../test/reception.js';

describe('补充材料', () => {
  let reception: Reception;
  beforeAll(async () => {
    reception = await Reception.open();
  }, 60_000);
  afterAll(() => reception.close());
  beforeEach(() => reception.clock.set(MONDAY));

  const PAPERS = {
    attachments: [{ fileName: '王小明租赁合同.pdf', mediaType: 'application/pdf', size: 9, sha256: 'a'.repeat(64) }],
    remark: '下午送来的合同',
  };

  it('stands in the timeline for the hall with its remark, and a department does not see it', async () => {
    const { id } = await reception.register();
    await reception.accept(id);
    await reception.dispatch(id, 'scjg');
    expect(await reception.act(id, 'papers', PAPERS)).toMatchObject({
      status: 200,
      body: { kind: 'papersAdded', status: 'dispatched', clocks: [], oddAttachments: [] },
    });
    const { body } = await reception.app.as('clerk').get(`/v1/complaints/${id}/timeline`);
    expect(body.items.at(-1)).toMatchObject({
      kind: 'papersAdded',
      detail: { to: 'case', attachments: 1 },
      attachments: [{ ...PAPERS.attachments[0], odd: [] }],
      texts: [{ kind: 'papers-remark', body: PAPERS.remark }],
    });
    const department = await reception.app.as('department').get(`/v1/complaints/${id}/timeline`);
    expect(department.status).toBe(200);
    expect(JSON.stringify(department.body)).not.toMatch(/papersAdded|合同/);
  });

  it('leaves names of files out of the event', async () => {
    const { id } = await reception.register();
    await reception.act(id, 'papers', PAPERS);
    const [{ payload }] = (await reception.app.ownerQuery<{ payload: object }>(
      "select payload from casebook.outbox where case_id = $1 and type like '%papersAdded%'",
      [id],
    )) as [{ payload: object }];
    expect(payload).toMatchObject({ data: { detail: { to: 'case', dispatchId: null, attachments: 1 } } });
    expect(JSON.stringify(payload)).not.toContain('合同');
  });

  it('takes an odd file and says what is odd of it, in the answer and to whoever looks', async () => {
    const file = PAPERS.attachments[0]!;
    const attachments = [
      file,
      { ...file, size: 0 },
      { ...file, mediaType: 'IMAGE/JPEG' },
      { fileName: file.fileName, size: 1, sha256: file.sha256 },
      { ...file, mediaType: '', size: 0 },
    ];
    const odd = [[], ['empty'], ['unusual-type'], ['no-type'], ['empty', 'no-type']];
    const oddAttachments = odd.map((each, index) => ({ place: index + 1, odd: each })).slice(1);
    const registered = await reception.register({ attachments });
    expect(registered.oddAttachments).toEqual(oddAttachments);
    const { body } = await reception.app.as('clerk').get(`/v1/complaints/${registered.id}`);
    expect(body.slip.attachments.map((one: { odd: string[] }) => one.odd)).toEqual(odd);
    expect((await reception.act(registered.id, 'papers', { attachments })).body).toMatchObject({ oddAttachments });
  });

  it('is refused without a file, once the case is closed, and from others than clerks', async () => {
    const { id } = await reception.register();
    expect(await reception.act(id, 'papers', { attachments: [] })).toEqual(problem(400, 'request-invalid'));
    expect((await reception.app.as('department').post(`/v1/complaints/${id}/papers`, PAPERS)).status).toBe(403);
    await reception.act(id, 'withdraw', { confirmedBy: 'phone' });
    await reception.cases.act(id, 'followUpOpened', { detail: { excluded: 'withdrawn' }, to: 'followed-up' } as never);
    await reception.cases.act(id, 'closed', { detail: {}, patch: { closedAt: reception.clock.now() } });
    expect(await reception.act(id, 'papers', PAPERS)).toEqual(problem(409, 'not-allowed-now'));
  });
});

describe('重发查询码', () => {
  let reception: Reception;
  beforeAll(async () => {
    reception = await Reception.open();
    reception.clock.set(MONDAY);
  }, 60_000);
  afterAll(() => reception.close());

  it('ends the old code and answers the new one once, the same to the same key; it is kept nowhere', async () => {
    const { id, number, queryCode } = await reception.register();
    const ask = async (code: string) =>
      (await reception.app.anyone.post('/v1/public/status', { number, queryCode: code })).status;
    const key = { 'idempotency-key': 'renew-once' };
    const [renewed, again] = [
      await reception.act(id, 'query-code', undefined, key),
      await reception.act(id, 'query-code', undefined, key),
    ];
    expect(renewed).toMatchObject({ status: 200, body: { kind: 'queryCodeRenewed', seq: 2 } });
    expect(again.body).toEqual(renewed.body);
    const { queryCode: second } = renewed.body as { queryCode: string };
    expect(await ask(queryCode)).toBe(404);
    expect(await ask(second)).toBe(200);
    const { queryCode: third } = (await reception.act(id, 'query-code', undefined)).body;
    expect([await ask(second), await ask(third)]).toEqual([404, 200]);
    expect((await reception.act(id, 'query-code', undefined, key)).body).toEqual({ ...renewed.body, queryCode: null });
    const rows = JSON.stringify(await reception.rows());
    for (const code of [queryCode, second, third]) expect(rows).not.toContain(code);
    expect((await reception.app.as('leader').post(`/v1/complaints/${id}/query-code`, undefined)).status).toBe(403);
  });
});
