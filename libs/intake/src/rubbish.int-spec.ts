import { randomUUID } from 'node:crypto';
import { FORM, MONDAY, problem, Reception } from '../test/reception.js';

const ATTACHMENT = { fileName: '照片.jpg', mediaType: 'image/jpeg', size: 1, sha256: '0'.repeat(64) };

describe('受理: rubbish is refused and changes no row', () => {
  let reception: Reception;
  /** A case of the hall, and one of another jurisdiction. */
  let own: string;
  let foreign: string;
  let rows: Record<string, string[]>;

  beforeAll(async () => {
    reception = await Reception.open();
    own = (await reception.register()).id;
    foreign = (await reception.register({}, { jurisdiction: '370403' })).id;
    rows = await reception.rows();
    expect(Object.keys(rows)).toEqual(
      expect.arrayContaining(['casebook.act', 'intake.slip', 'platform.idempotency_key']),
    );
  });
  afterAll(() => reception.close());
  afterEach(async () => expect(await reception.rows()).toEqual(rows));

  const clerk = () => reception.app.as('clerk');
  const at = (pointer: string, code: string, place = 'body') => [
    { in: place, pointer, code, message: expect.any(String) as string },
  ];

  it.each<[string, object, string, string]>([
    ['a number for a text', { record: 5 }, '/record', 'invalid-type'],
    ['a list for a text', { claim: ['请办理'] }, '/claim', 'invalid-type'],
    ['no claim', { claim: undefined }, '/claim', 'invalid-type'],
    ['a text for a flag', { confidential: '是' }, '/confidential', 'invalid-type'],
    ['a blank record', { record: ' \n ' }, '/record', 'too-small'],
    ['a record without end', { record: '办'.repeat(5_001) }, '/record', 'too-big'],
    ['an unknown field', { status: 'closed' }, '/status', 'unknown-field'],
    ['another jurisdiction', { jurisdiction: '370403' }, '/jurisdiction', 'unknown-field'],
    ['an unknown kind', { matterKinds: ['态度差'] }, '/matterKinds/0', 'invalid-value'],
    ['an unknown channel', { channel: 'fax' }, '/channel', 'invalid-value'],
    ['a department in words', { accused: [{ department: '市场监管局' }] }, '/accused/0/department', 'invalid-format'],
    ['a NUL', { record: '办\u0000事' }, '/record', 'invalid-format'],
    ['an escape character', { claim: '办\u001b[2J' }, '/claim', 'invalid-format'],
    ['half a character', { record: '办\ud83d' }, '/record', 'invalid-format'],
    ['a name of two lines', { name: '王\n小明' }, '/name', 'invalid-format'],
    ['a name nobody can see', { name: '\u200b\u3164' }, '/name', 'custom'],
    ['a name written backwards', { name: '王\u202e明小' }, '/name', 'invalid-format'],
    [
      'a file name written backwards',
      { attachments: [{ ...ATTACHMENT, fileName: '照片\u202egpj.exe' }] },
      '/attachments/0/fileName',
      'invalid-format',
    ],
    ['garbled words', { record: '\ufffd\ufffd不办' }, '/record', 'custom'],
    ['no name', { name: null }, '/name', 'custom'],
    ['a nameless file', { attachments: [{ ...ATTACHMENT, fileName: '' }] }, '/attachments/0/fileName', 'too-small'],
    ['a file’s content', { attachments: [{ ...ATTACHMENT, data: '' }] }, '/attachments/0/data', 'unknown-field'],
    ['half a byte', { attachments: [{ ...ATTACHMENT, size: 0.5 }] }, '/attachments/0/size', 'invalid-type'],
    ['too many files', { attachments: Array(21).fill(ATTACHMENT) }, '/attachments', 'too-big'],
  ])('in a 受理单: %s', async (_what, wrong, pointer, code) => {
    const answer = await clerk().post('/v1/complaints', { ...FORM, ...wrong });
    expect(answer).toEqual(problem(400, 'request-invalid', at(pointer, code)));
  });

  it.each([
    ['1380000000', 'too-short'],
    ['138000000000', 'too-long'],
    ['12800000000', 'prefix'],
    ['0132-8836760', 'area-code'],
    ['0531-123', 'too-short'],
    ['0632-8836760转前台', 'extension'],
    ['+0 202 555 0101', 'country-code'],
    ['+852 9123 456', 'too-short'],
    ['一三八', 'not-a-number'],
    ['138\u0000', 'invalid-format'],
  ])('in a 受理单: the phone %j, of which it is said what is wrong: %s', async (phone, code) => {
    const answer = await clerk().post('/v1/complaints', { ...FORM, phone });
    expect(answer).toEqual(problem(400, 'request-invalid', at('/phone', code)));
  });

  it('in a 受理单: a landline without 区号 where the hall has not said its own', async () => {
    const answer = await clerk().post('/v1/complaints', { ...FORM, phone: '5551234' });
    expect(answer).toEqual(problem(422, 'area-code-missing', at('/phone', 'area-code-missing')));
  });

  it('in a 受理单: a name and a phone of an anonymous report', async () => {
    const answer = await clerk().post('/v1/complaints', { ...FORM, anonymous: true });
    expect(answer).toEqual(problem(400, 'request-invalid', [...at('/name', 'custom'), ...at('/phone', 'custom')]));
  });

  it.each<[string, number, string, string | object, Record<string, string>]>([
    ['no JSON', 400, 'request-malformed', '{"record": ', {}],
    ['a list', 400, 'request-invalid', [], {}],
    ['nothing', 400, 'request-invalid', 'null', {}],
    ['1 MB', 413, 'body-too-large', JSON.stringify({ ...FORM, record: '办'.repeat(350_000) }), {}],
    ['a plain text', 415, 'media-type-unsupported', 'record=1', { 'content-type': 'text/plain' }],
  ])('as a whole body: %s', async (_what, status, code, payload, headers) => {
    const answer = await reception.app.inject({
      method: 'POST',
      url: '/v1/complaints',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await reception.app.token('clerk')}`,
        'idempotency-key': randomUUID(),
        ...headers,
      },
      payload,
    });
    expect({ status: answer.statusCode, headers: answer.headers, body: answer.json<object>() }).toEqual(
      problem(status, code),
    );
  });

  it.each<[string, unknown, string, string]>([
    ['accept', { type: '复杂' }, '/type', 'invalid-value'],
    ['accept', { type: 'general', dueAt: '2030-01-01' }, '/dueAt', 'unknown-field'],
    ['decline', { reason: 'litigation' }, '/explanation', 'invalid-type'],
    ['decline', { reason: 'Lunch!', explanation: '请走诉讼程序' }, '/reason', 'invalid-format'],
    ['decline', { reason: 'litigation', explanation: '解'.repeat(2_001) }, '/explanation', 'too-big'],
    ['answer', { answer: '\u0007' }, '/answer', 'invalid-format'],
    ['answer', { answer: null }, '/answer', 'invalid-type'],
  ])('in an act: %s %j', async (act, body, pointer, code) => {
    const answer = await reception.act(own, act, body);
    expect(answer).toEqual(problem(400, 'request-invalid', at(pointer, code)));
  });

  it.each<[string, object]>([
    ['/to', { from: 'clerk-1', to: 'clerk-1', all: true }],
    ['/to', { from: 'clerk-1', to: 'unassigned', all: true }],
    ['/complaintIds', { from: 'clerk-1', to: 'clerk-2' }],
    ['/complaintIds', { from: 'clerk-1', to: 'clerk-2', all: true, complaintIds: [randomUUID()] }],
    ['/complaintIds/0', { from: 'clerk-1', to: 'clerk-2', complaintIds: ['1'] }],
    ['/all', { from: 'clerk-1', to: 'clerk-2', all: false }],
    ['/from', { from: 'clerk\u0000', to: 'clerk-2', all: true }],
    ['/to', { from: 'clerk-1', to: 'clerk\ud800', all: true }],
    ['/to', { from: 'clerk-1', to: 'c'.repeat(129), all: true }],
  ])('in a hand-over: %s of %j', async (pointer, body) => {
    const answer = await reception.app.as('leader').post('/v1/handovers', body);
    expect(answer).toEqual(
      problem(400, 'request-invalid', expect.arrayContaining([expect.objectContaining({ pointer })])),
    );
  });

  const forged = (position: object) => Buffer.from(JSON.stringify(position)).toString('base64url');
  const id = randomUUID();

  it.each([
    ['/v1/complaints/1', 'request-invalid'],
    ['/v1/complaints/1/timeline', 'request-invalid'],
    ['/v1/worklists/green', 'request-invalid'],
    ['/v1/worklists/open?scope=world', 'request-invalid'],
    ['/v1/worklists/open?limit=0', 'request-invalid'],
    ['/v1/worklists/open?limit=101', 'request-invalid'],
    ['/v1/worklists/open?name=王小明', 'request-invalid'],
    ['/v1/worklists/open?cursor=%00', 'cursor-malformed'],
    [`/v1/worklists/open?cursor=${forged({})}`, 'cursor-malformed'],
    [`/v1/worklists/open?cursor=${forged({ dueAt: '0000-01-01T00:00:00.000Z', id })}`, 'cursor-malformed'],
    [`/v1/worklists/open?cursor=${forged({ dueAt: '-infinity', id })}`, 'cursor-malformed'],
    [`/v1/worklists/open?cursor=${forged({ dueAt: 'infinity', id: 'x' })}`, 'cursor-malformed'],
  ])('in a path or a query: %s', async (url, code) => {
    expect(await clerk().get(url)).toEqual(problem(400, code));
  });

  it.each<[object, number, string]>([
    [{}, 422, 'nothing-to-search'],
    [{ words: '，。！' }, 422, 'nothing-to-search'],
    [{ words: '' }, 400, 'request-invalid'],
    [{ words: '办'.repeat(101) }, 400, 'request-invalid'],
    [{ words: '办\u0000' }, 400, 'request-invalid'],
    [{ phone: '1380' }, 400, 'request-invalid'],
    [{ name: '王小明' }, 400, 'request-invalid'],
    [{ words: '许可', cursor: forged({ registeredAt: '0000-01-01T00:00:00.000Z', id }) }, 400, 'cursor-malformed'],
    [{ words: '许可', cursor: 'x' }, 400, 'cursor-malformed'],
  ])('in a search: %j', async (body, status, code) => {
    expect(await clerk().post('/v1/complaints/search', body)).toEqual(problem(status, code));
  });

  it('of cases that do not exist or are another jurisdiction’s', async () => {
    for (const strange of [randomUUID(), foreign]) {
      const url = `/v1/complaints/${strange}`;
      for (const answer of [
        await clerk().get(url),
        await clerk().get(`${url}/timeline`),
        await clerk().post(`${url}/accept`, { type: 'general' }),
        await clerk().post(`${url}/decline`, { reason: 'petition', explanation: '请到信访部门' }),
        await clerk().post(`${url}/answer`, { answer: '已办好' }),
      ]) {
        expect(answer).toEqual(problem(404, 'complaint-not-found'));
      }
    }
    const [{ number }] = (await reception.app.ownerQuery<{ number: string }>(
      'select number from casebook.complaint where id = $1',
      [foreign],
    )) as [{ number: string }];
    expect((await clerk().post('/v1/complaints/search', { number })).body).toEqual({ items: [], next: null });
    const listed = (await clerk().get('/v1/worklists/open?scope=hall')).body.items;
    expect(listed.map((item: { id: string }) => item.id)).toEqual([own]);
  });

  it.each([
    ['accept', { type: 'general' }],
    ['decline', { reason: 'litigation', explanation: '请走诉讼程序' }],
    ['answer', { answer: '已办好' }],
  ])('of versions: %s', async (act, body) => {
    for (const stale of ['"2"', '"0"', 'W/"7"']) {
      expect(await reception.act(own, act, body, { 'if-match': stale })).toEqual(problem(412, 'stale-version'));
    }
    for (const malformed of ['1', '*', '"one"', '"1", "2"', '""']) {
      const answer = await reception.act(own, act, body, { 'if-match': malformed });
      expect(answer).toEqual(problem(400, 'if-match-malformed'));
    }
  });

  it('of keys', async () => {
    for (const key of ['', 'short', '键'.repeat(8), 'k'.repeat(129), 'with a space']) {
      const answer = await clerk().post('/v1/complaints', FORM, { 'idempotency-key': key });
      expect(answer).toEqual(problem(400, 'idempotency-key-required'));
    }
    const headers = { authorization: `Bearer ${await reception.app.token('clerk')}` };
    const keyless = await reception.app.inject({ method: 'POST', url: '/v1/complaints', headers, payload: FORM });
    expect(keyless.json()).toMatchObject({ code: 'idempotency-key-required' });
  });

  it('of callers', async () => {
    const post = (role: 'leader' | 'department' | 'admin') => reception.app.as(role).post('/v1/complaints', FORM);
    for (const role of ['leader', 'department', 'admin'] as const) {
      expect(await post(role)).toEqual(problem(403, 'role-required'));
    }
    expect(await reception.app.anyone.post('/v1/complaints', FORM)).toEqual(problem(401, 'token-required'));
    const department = reception.app.as('department');
    expect(await department.get(`/v1/complaints/${own}`)).toEqual(problem(404, 'complaint-not-found'));
    expect(await department.get(`/v1/complaints/${own}/timeline`)).toEqual(problem(404, 'complaint-not-found'));
  });
});

describe('受理: a key', () => {
  let reception: Reception;

  beforeAll(async () => {
    reception = await Reception.open();
    reception.clock.set(MONDAY);
  });
  afterAll(() => reception.close());

  it('is for one request: another body, another case, another If-Match are refused and change nothing', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const [one, other] = [await reception.register(), await reception.register()];
    expect((await reception.act(one.id, 'accept', { type: 'general' }, headers)).status).toBe(200);
    const rows = await reception.rows();
    const refused = problem(422, 'idempotency-key-reused');
    expect(await reception.act(one.id, 'accept', { type: 'simple' }, headers)).toEqual(refused);
    expect(await reception.act(other.id, 'accept', { type: 'general' }, headers)).toEqual(refused);
    const guarded = { ...headers, 'if-match': '"1"' };
    expect(await reception.act(one.id, 'accept', { type: 'general' }, guarded)).toEqual(refused);
    expect((await reception.act(one.id, 'accept', { type: 'general' }, headers)).body).toMatchObject({ seq: 2 });
    expect(await reception.rows()).toEqual(rows);
  });
});
