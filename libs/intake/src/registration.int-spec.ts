import { randomUUID } from 'node:crypto';
import { parseComplaintNumber } from '@bancheng/domain';
import { FORM, MONDAY, problem, Reception } from '../test/reception.js';

describe('登记', () => {
  let reception: Reception;

  beforeAll(async () => {
    reception = await Reception.open();
  });
  afterAll(() => reception.close());
  beforeEach(() => reception.clock.set(MONDAY));

  const clerk = (jurisdiction = '370406') => reception.app.as('clerk', { jurisdiction });
  const worklist = async (name: string, jurisdiction: string) =>
    (await clerk(jurisdiction).get(`/v1/worklists/${name}`)).body.items as any[];

  it('answers number, query code and deadline while Temporal and Kafka are absent, and owes both the news', async () => {
    const registered = await reception.register({}, { jurisdiction: '370401' });
    expect(registered).toEqual({
      id: expect.any(String) as string,
      number: 'BBCS-370401-2026-00001',
      queryCode: expect.stringMatching(/^[A-Z2-7]{10}$/) as string,
      status: 'registered',
      registeredAt: '2026-03-02T01:00:00.000Z',
      acceptanceDueAt: '2026-03-03T09:00:00.000Z',
      provisional: false,
      oddAttachments: [],
      duplicates: { items: [], notSearched: null },
    });
    const owed = await reception.app.ownerQuery(
      'select target from casebook.delivery where case_id = $1 and seq = 1 order by target',
      [registered.id],
    );
    expect(owed).toEqual([{ target: 'kafka' }, { target: 'temporal' }]);
  });

  it('keeps the whole slip', async () => {
    const attachment = { fileName: '照片.jpg', mediaType: 'image/jpeg', size: 1024, sha256: 'a'.repeat(64) };
    const matter = { serviceItemName: '不动产转移登记', applicationNumber: '3704062026-000123' };
    const slip = { ...matter, windowOpinion: 'dispatch', remarks: '下午再来', attachments: [attachment] };
    const told = { suggestions: '一次告知', accused: [{ department: 'scjg' }], confidential: true };
    const { id, number } = await reception.register({ ...slip, ...told });
    const { body, headers } = await clerk().get(`/v1/complaints/${id}`);
    expect(headers['etag']).toBe('"1"');
    expect(body).toMatchObject({ ...FORM, ...told, phone: '13800000000', number, slip });
    expect(body).toMatchObject({
      confidential: true,
      anonymous: false,
      handler: 'clerk-1',
      version: 1,
      overdue: false,
    });
  });

  it('takes a service item of the hall’s catalogue, shows it by its label, and refuses another, two names or an odd number', async () => {
    const item = { label: '不动产转移登记', active: true, position: 1 };
    expect((await reception.app.as('admin').put('/v1/catalogues/service-items/bdc-transfer', item)).status).toBe(201);
    const { id } = await reception.register({ serviceItem: 'bdc-transfer' });
    const { body } = await clerk().get(`/v1/complaints/${id}`);
    expect(body.slip).toMatchObject({
      serviceItem: { code: 'bdc-transfer', label: item.label },
      serviceItemName: null,
      applicationNumber: null,
    });
    const refused = (more: object) => clerk().post('/v1/complaints', { ...FORM, ...more });
    expect(await refused({ serviceItem: 'x' })).toMatchObject({
      status: 422,
      body: { code: 'catalogue-code-unknown', errors: [{ pointer: '/serviceItem' }] },
    });
    const both = { serviceItem: 'bdc-transfer', serviceItemName: '过户' };
    expect(await refused(both)).toMatchObject({ status: 400, body: { errors: [{ pointer: '/serviceItemName' }] } });
    expect(await refused({ applicationNumber: '办1' })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/applicationNumber' }] },
    });
  });

  it('keeps no name and no phone of an anonymous report', async () => {
    const { id } = await reception.register({ name: null, phone: null, anonymous: true });
    const { body } = await clerk().get(`/v1/complaints/${id}`);
    expect(body).toMatchObject({ anonymous: true, name: null, phone: null, withheld: false });
  });

  describe('of a department accused', () => {
    it.each([
      ['clerk', 'clerk-1', 'window'],
      ['platform-client', 'platform-sd', 'platform'],
      ['platform-client', 'wechat-st', 'wechat'],
    ] as const)('refuses one that does not exist, from a %s (%s)', async (role, subject, channel) => {
      const rows = await reception.rows();
      const register = (accused: string, jurisdiction = '370406') =>
        reception.app
          .as(role, { subject, jurisdiction })
          .post('/v1/complaints', { ...FORM, channel, matterKinds: ['conduct'], accused: [{ department: accused }] });
      const [pointer, code] = ['/accused/0/department', 'department-unknown'];
      const errors = [{ in: 'body', pointer, code, message: expect.stringContaining('没有这个部门') as string }];
      expect(await register('nope')).toEqual(problem(422, code, errors));
      expect(await register('scjg', '370403')).toEqual(problem(422, code, errors)); // another jurisdiction's
      expect(await reception.rows()).toEqual(rows);
      expect((await register('scjg')).status).toBe(201);
    });

    it('takes one that is stopped: what it did is not undone by that', async () => {
      await reception.app.putDepartments(['old']);
      await reception.app.ownerQuery(`update casebook.department set active = false where code = 'old'`);
      const { id } = await reception.register({ matterKinds: ['conduct'], accused: [{ department: 'old' }] });
      expect((await clerk().get(`/v1/complaints/${id}`)).body.accused).toMatchObject([{ department: 'old' }]);
    });
  });

  describe('numbers', () => {
    it('have no gap and no repeat under 50 concurrent registrations between refusals, failures and twins', async () => {
      const jurisdiction = '370402';
      // The number has been given by then: what fails at COMMIT gives it back.
      await reception.app.ownerQuery(`
        create function casebook.fail_at_commit() returns trigger language plpgsql as
          $$ begin if new.claim = '失败' then raise exception 'fails at commit'; end if; return null; end $$;
        create constraint trigger fail_at_commit after insert on casebook.particulars deferrable initially deferred
          for each row execute function casebook.fail_at_commit();`);
      const send = (body: object, key: string = randomUUID()) =>
        clerk(jurisdiction).post('/v1/complaints', { ...FORM, ...body }, { 'idempotency-key': key });
      const attempts = Array.from({ length: 50 }, (_, n) => {
        const key = randomUUID();
        return [
          send({}, key),
          ...(n % 2 === 0 ? [send({ claim: '失败' })] : []),
          ...(n % 3 === 0 ? [send({ record: 5 })] : []),
          ...(n % 5 === 0 ? [send({}, key)] : []),
        ];
      });
      const answers = await Promise.all(attempts.flat());
      await reception.app.ownerQuery('drop function casebook.fail_at_commit cascade');

      const counts = (status: number) => answers.filter((answer) => answer.status === status).length;
      expect([201, 400, 500].map(counts)).toEqual([60, 17, 25]);
      const given = new Set(answers.flatMap(({ status, body }) => (status === 201 ? [body.number as string] : [])));
      const gapless = Array.from({ length: 50 }, (_, n) => n + 1);
      expect(sequencesOf([...given])).toEqual(gapless);
      const kept = await reception.app.ownerQuery<{ number: string }>(
        `select number from casebook.complaint c join intake.slip s on s.case_id = c.id where jurisdiction = $1`,
        [jurisdiction],
      );
      expect(sequencesOf(kept.map(({ number }) => number))).toEqual(gapless);
    });

    it.each([
      ['2026-12-29T10:00:00+08:00', '370411', 'BBCS-370411-2026-00001', '2026-12-30T09:00:00.000Z', false],
      ['2026-12-31T15:59:59.999Z', '370412', 'BBCS-370412-2026-00001', '2027-01-05T09:00:00.000Z', true],
      ['2026-12-31T16:30:00.000Z', '370412', 'BBCS-370412-2027-00001', '2027-01-05T09:00:00.000Z', true],
      ['2027-01-04T09:00:00+08:00', '370412', 'BBCS-370412-2027-00002', '2027-01-05T09:00:00.000Z', true],
    ])('begin anew with the year in Shanghai: %s in %s is %s', async (at, jurisdiction, number, due, provisional) => {
      reception.clock.set(at);
      expect(await reception.register({}, { jurisdiction })).toMatchObject({
        number,
        acceptanceDueAt: due,
        provisional,
      });
    });
  });

  describe('sent again with the same key', () => {
    it('answers the same body, the query code too, which is stored nowhere', async () => {
      const headers = { 'idempotency-key': randomUUID() };
      const first = await clerk().post('/v1/complaints', FORM, headers);
      reception.clock.set('2026-03-03T09:00:00+08:00');
      const rows = await reception.rows();
      const again = await clerk().post('/v1/complaints', { ...FORM }, headers);
      expect(again.status).toBe(201);
      expect(again.body).toEqual(first.body);
      expect(await reception.rows()).toEqual(rows);
      const [stored] = await reception.app.ownerQuery<{ response: object }>(
        'select response from platform.idempotency_key where key = $1',
        [headers['idempotency-key']],
      );
      const { queryCode, duplicates: _, ...kept } = first.body;
      expect(stored!.response).toEqual(kept);
      expect(JSON.stringify(rows)).not.toContain(queryCode);
      expect((await reception.act(first.body.id, 'query-code', undefined)).status).toBe(200);
      const dead = await clerk().post('/v1/complaints', FORM, headers);
      expect(dead.body).toMatchObject({ number: first.body.number, queryCode: null });
    });

    it('makes one case of five requests at the same moment', async () => {
      const headers = { 'idempotency-key': randomUUID() };
      const jurisdiction = '370403';
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => clerk(jurisdiction).post('/v1/complaints', FORM, headers)),
      );
      for (const { body } of answers) expect(body).toEqual(answers[0]!.body);
      expect(answers[0]!.body.number).toBe(`BBCS-${jurisdiction}-2026-00001`);
      expect(await worklist('open', jurisdiction)).toHaveLength(1);
    });
  });

  describe('by a client system', () => {
    const client = (subject: string, jurisdiction = '370406') =>
      reception.app.as('platform-client', { subject, jurisdiction });

    it.each([
      ['platform-sd', 'wechat'],
      ['platform-sd', 'window'],
      ['wechat-st', 'platform'],
      ['wechat-st', 'phone'],
      ['elsewhere-1', 'platform'],
    ])('%s may not register in channel %s', async (subject, channel) => {
      const rows = await reception.rows();
      const answer = await client(subject).post('/v1/complaints', { ...FORM, channel });
      expect(answer).toEqual(problem(422, 'channel-not-yours'));
      expect(await reception.rows()).toEqual(rows);
    });

    it.each([
      ['platform-sd', 'platform', '370404'],
      ['wechat-st', 'wechat', '370405'],
    ])(
      '%s registers in channel %s; the first clerk who decides takes the case',
      async (subject, channel, jurisdiction) => {
        const { status, body } = await client(subject, jurisdiction).post('/v1/complaints', { ...FORM, channel });
        expect(status).toBe(201);
        expect(await worklist('unassigned', jurisdiction)).toMatchObject([
          { id: body.id, channel, handler: 'unassigned' },
        ]);
        expect(await worklist('open', jurisdiction)).toEqual([]);
        const second = reception.app.as('clerk', { subject: 'clerk-2', jurisdiction });
        const accepted = await second.post(`/v1/complaints/${body.id}/accept`, { type: 'simple' });
        expect(accepted.status).toBe(200);
        expect(await worklist('unassigned', jurisdiction)).toEqual([]);
        expect(await reception.row(body.id)).toMatchObject({ handler: 'clerk-2' });
        const answered = await clerk(jurisdiction).post(`/v1/complaints/${body.id}/answer`, { answer: '已办好' });
        expect(answered.status).toBe(200);
        expect(await reception.row(body.id)).toMatchObject({ handler: 'clerk-2', status: 'answered' });
      },
    );

    it('reads nothing', async () => {
      const { id } = await reception.register();
      const system = client('platform-sd');
      const answers = await Promise.all([
        system.get(`/v1/complaints/${id}`),
        system.get(`/v1/complaints/${id}/timeline`),
        system.get('/v1/worklists/open'),
        system.post('/v1/complaints/search', { words: '许可' }),
      ]);
      for (const answer of answers) expect(answer).toEqual(problem(403, 'role-required'));
    });
  });
});

function sequencesOf(numbers: readonly string[]): number[] {
  return numbers.map((number) => parseComplaintNumber(number)!.sequence).sort((a, b) => a - b);
}
