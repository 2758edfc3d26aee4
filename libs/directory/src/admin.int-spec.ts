import { until } from '@bancheng/testing';
import { Hall, STARTS_WITHIN_MS } from '../../routing/test/hall.js';

describe('what the admin keeps', () => {
  let hall: Hall;
  const admin = (jurisdiction = '370406') => hall.app.as('admin', { jurisdiction });

  beforeAll(async () => {
    hall = await Hall.open();
  }, STARTS_WITHIN_MS);
  afterAll(() => hall.close());

  async function remove(subject: string, headers: Record<string, string>): Promise<number> {
    const authorization = `Bearer ${await hall.app.token('admin')}`;
    const url = `/v1/signallers/${subject}`;
    return (await hall.app.inject({ method: 'DELETE', url, headers: { authorization, ...headers } })).statusCode;
  }

  describe('departments', () => {
    it('are created once, read with their ETag and edited by it', async () => {
      const content = { name: '公安局', active: true };
      const created = await admin().put('/v1/departments/ga', content);
      expect(created).toMatchObject({
        status: 201,
        headers: { etag: '"1"' },
        body: { code: 'ga', ...content, version: 1 },
      });
      expect((await admin().put('/v1/departments/ga', content)).status).toBe(200);
      expect((await admin().put('/v1/departments/ga', { ...content, active: false })).status).toBe(428);
      const edited = await admin().put('/v1/departments/ga', { ...content, active: false }, { 'if-match': '"1"' });
      expect(edited).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: { active: false } });
      for (const stale of ['"1"', '"999999999"']) {
        expect((await admin().put('/v1/departments/ga', content, { 'if-match': stale })).status).toBe(412);
      }
      expect((await admin().put('/v1/departments/ga', content, { 'if-match': '"99999999999"' })).status).toBe(400);
      expect((await admin().put('/v1/departments/none', content, { 'if-match': '"1"' })).status).toBe(412);
      expect((await admin().put('/v1/departments/office', content)).body.code).toBe('code-reserved');
      expect(await hall.app.as('clerk').get('/v1/departments/ga')).toMatchObject({
        status: 200,
        headers: { etag: '"2"' },
        body: { name: '公安局', active: false },
      });
    });

    it('are one edit’s when two come at once', async () => {
      await admin().put('/v1/departments/sw', { name: '税务局', active: true });
      const edits = ['甲', '乙'].map((name) =>
        admin().put('/v1/departments/sw', { name, active: true }, { 'if-match': '"1"' }),
      );
      expect((await Promise.all(edits)).map((answer) => answer.status).sort()).toEqual([200, 412]);
    });

    it('are listed page by page, each jurisdiction its own', async () => {
      await admin('370102').put('/v1/departments/mz', { name: '民政局', active: true });
      const first = (await admin().get('/v1/departments?limit=2')).body;
      expect(first.items.map((item: { code: string }) => item.code)).toEqual(['bdc', 'ga']);
      const second = (await admin().get(`/v1/departments?limit=2&cursor=${first.next}`)).body;
      expect(second.items.map((item: { code: string }) => item.code)).toEqual(['scjg', 'sw']);
      expect((await admin('370102').get('/v1/departments')).body.items).toHaveLength(1);
      expect((await admin('370102').get('/v1/departments/scjg')).status).toBe(404);
    });

    it.each([
      ['/v1/departments/UPPER', { name: 'x', active: true }],
      ['/v1/departments/x', { name: '', active: true }],
      ['/v1/departments/x', { name: 'x', active: 'yes' }],
      ['/v1/departments/x', { name: 'x', active: true, jurisdiction: '370102' }],
    ])('refuse rubbish: %s %j', async (url, body) => {
      expect((await admin().put(url, body)).status).toBe(400);
    });

    it('stand under one another, never in a circle', async () => {
      const put = (code: string, parent: string | null, headers = {}) =>
        admin('370103').put(`/v1/departments/${code}`, { name: code, active: true, parent }, headers);
      const refused = (code: string) => ({ status: 422, body: { code, errors: [{ pointer: '/parent' }] } });
      await put('bureau', null);
      expect(await put('station', 'bureau')).toMatchObject({ status: 201, body: { parent: 'bureau' } });
      expect(await put('other', 'nope')).toMatchObject(refused('parent-unknown'));
      expect(await put('other', 'other')).toMatchObject(refused('parent-circle'));
      expect(await put('bureau', 'station', { 'if-match': '"1"' })).toMatchObject(refused('parent-circle'));
      expect((await put('station', null, { 'if-match': '"1"' })).body).toMatchObject({ parent: null });
      const each = await Promise.all([
        put('bureau', 'station', { 'if-match': '"1"' }),
        put('station', 'bureau', { 'if-match': '"2"' }),
      ]);
      expect(each.map(({ status }) => status).sort()).toEqual([200, 422]);
    });

    it('are not stopped while a slip is open: the refusal lists the case and its date', async () => {
      await admin().put('/v1/departments/busy', { name: '忙局', active: true });
      const caseId = await hall.accepted('general');
      const sent = await hall.send(caseId, [{ department: 'busy' }]);
      const { dispatchId, dueAt } = sent.body.dispatches[0];
      const numberOf = 'select number from casebook.complaint where id = $1';
      const [{ number }] = (await hall.app.ownerQuery<{ number: string }>(numberOf, [caseId])) as [{ number: string }];
      const stop = () => admin().put('/v1/departments/busy', { name: '忙局', active: false }, { 'if-match': '"1"' });
      expect(await stop()).toMatchObject({
        status: 409,
        body: {
          ...{ code: 'department-has-open-work', total: 1, openWork: [{ kind: 'dispatch', number, dueAt }] },
          detail: expect.stringContaining(number),
        },
      });
      expect((await admin().get('/v1/departments/busy')).body).toMatchObject({ active: true, version: 1 });
      expect((await hall.reply(dispatchId, 'solved', 'busy')).status).toBe(200);
      expect(await stop()).toMatchObject({ status: 200, body: { active: false } });
    });

    it('are either stopped or given the slip that is sent at the same moment, never both', async () => {
      for (const code of ['one', 'two', 'three', 'four']) {
        await admin().put(`/v1/departments/${code}`, { name: code, active: true });
        const caseId = await hall.accepted('general');
        const [stopped, sent] = await Promise.all([
          admin().put(`/v1/departments/${code}`, { name: code, active: false }, { 'if-match': '"1"' }),
          hall.send(caseId, [{ department: code }]),
        ]);
        expect([
          [200, 422],
          [409, 201],
        ]).toContainEqual([stopped.status, sent.status]);
      }
    });

    it('wait for who is giving them something to do, and then are not stopped: a commitment keeps them too', async () => {
      await admin().put('/v1/departments/held', { name: '留局', active: true });
      const caseId = await hall.accepted('general');
      const commitment = { kind: 'commitment', department: 'held', dueAt: '2026-03-06T09:00:00.000Z', endedAt: null };
      await hall.app.ownerQuery('begin');
      await hall.app.ownerQuery("select casebook.held_departments('370406', '{held}')");
      const stopping = admin().put('/v1/departments/held', { name: '留局', active: false }, { 'if-match': '"1"' });
      await until(async () => (await hall.app.ownerQuery('select from pg_locks where not granted')).length > 0);
      const promised = 'update casebook.complaint set clocks = clocks || $2::jsonb where id = $1';
      await hall.app.ownerQuery(promised, [caseId, JSON.stringify([commitment])]);
      await hall.app.ownerQuery('commit');
      expect(await stopping).toMatchObject({
        status: 409,
        body: { total: 1, openWork: [{ kind: 'commitment', dueAt: commitment.dueAt }] },
      });
    });

    it('are changed by the admin alone', async () => {
      expect((await hall.app.as('leader').put('/v1/departments/x', { name: 'x', active: true })).status).toBe(403);
    });
  });

  describe('people', () => {
    const url = '/v1/people/clerk-wang';
    const content = { name: '王芳', roles: ['clerk'], department: null, active: true, deputies: [], email: null };
    const person = { subject: 'clerk-wang', ...content, keptBy: 'admin', version: 1 };

    it('are entered once, read with their ETag and edited by it, each jurisdiction its own', async () => {
      expect(await admin().put(url, content)).toMatchObject({ status: 201, headers: { etag: '"1"' }, body: person });
      expect(await admin().put(url, content)).toMatchObject({ status: 428, body: { code: 'if-match-required' } });
      expect(await admin().put(url, content, { 'if-match': '"2"' })).toMatchObject({
        ...{ status: 412, body: { code: 'stale-version' } },
      });
      const off = { ...content, active: false };
      expect((await admin().put(url, off, { 'if-match': '"1"' })).body).toEqual({ ...person, ...off, version: 2 });
      expect((await hall.app.as('clerk').get(url)).body).toEqual({ ...person, ...off, version: 2 });
      expect(await admin('370102').get(url)).toMatchObject({ status: 404, body: { code: 'person-not-found' } });
      expect((await hall.app.as('leader').put(url, content)).status).toBe(403);
      expect((await hall.department().get(url)).status).toBe(403);
    });

    it('are listed page by page, or those of a role', async () => {
      const officer = { name: '赵敏', roles: ['clerk', 'follow-up-officer'], department: 'scjg' };
      expect((await admin().put('/v1/people/officer-zhao', officer)).status).toBe(201);
      const list = async (query: string) =>
        (await hall.app.as('leader').get(`/v1/people?${query}`)).body.items.map(({ name }: { name: string }) => name);
      expect(await list('role=follow-up-officer')).toEqual(['赵敏']);
      expect(await list('role=clerk')).toEqual(['王芳', '赵敏']);
      expect(await list('role=clerk&limit=1')).toEqual(['王芳']);
      expect((await admin().get('/v1/people?role=emperor')).status).toBe(400);
    });

    it.each([
      { ...content, name: '' },
      { ...content, roles: [] },
      { ...content, roles: ['clerk', 'clerk'] },
      { ...content, roles: ['operator'] },
      { ...content, roles: ['department'] },
      { ...content, keptBy: 'admin' },
      { ...content, deputies: ['clerk-li'] },
      { ...content, email: 'nowhere' },
    ])('refuse rubbish: %j', async (body) => {
      expect((await admin().put('/v1/people/x', body)).status).toBe(400);
    });
  });

  describe('GET /v1/me', () => {
    /** Of somebody whose token says this. */
    const ask = async (subject: string, roles: string[], name?: string) => {
      const claims = { sub: subject, bancheng_roles: roles, ...(name !== undefined && { name }) };
      const headers = { authorization: `Bearer ${await hall.app.signed(claims)}` };
      return (await hall.app.inject({ url: '/v1/me', headers })).json();
    };
    const entry = async (subject: string) => (await admin().get(`/v1/people/${subject}`)).body;

    it('takes who they are from the token of somebody new, and anew only when that says something else', async () => {
      expect(await ask('clerk-new', ['clerk'], '李新')).toEqual({
        ...{ subject: 'clerk-new', name: '李新', roles: ['clerk'], jurisdiction: '370406', department: null },
        ...{ active: true, deputies: [], onBehalfOf: [] },
      });
      await ask('clerk-new', ['clerk'], '李新');
      expect(await entry('clerk-new')).toMatchObject({ name: '李新', keptBy: 'identity-provider', version: 1 });
      await ask('clerk-new', ['clerk', 'follow-up-officer'], '李新新');
      expect(await entry('clerk-new')).toMatchObject({
        ...{ name: '李新新', roles: ['clerk', 'follow-up-officer'], version: 2 },
      });
      await ask('clerk-new', ['clerk']);
      expect(await entry('clerk-new')).toMatchObject({ name: '李新新', version: 2 });
    });

    it('leaves what the admin says as it is', async () => {
      await admin().put('/v1/people/clerk-kept', { name: '周全', roles: ['clerk'], active: false });
      expect(await ask('clerk-kept', ['leader'], '周权')).toMatchObject({
        name: '周全',
        roles: ['leader'],
        active: false,
      });
      expect(await entry('clerk-kept')).toMatchObject({ roles: ['clerk'], keptBy: 'admin', version: 1 });
    });

    it('enters no system and nobody without a name', async () => {
      expect(await ask('gateway', ['platform-client'], '短信')).toMatchObject({ name: '短信', active: null });
      expect(await ask('clerk-nameless', ['clerk'])).toMatchObject({ name: 'clerk-nameless', active: null });
      for (const subject of ['gateway', 'clerk-nameless']) {
        expect(await entry(subject)).toMatchObject({ code: 'person-not-found' });
      }
    });

    it('tells who stands in for whom today', async () => {
      await admin().put('/v1/people/leader-sun', { name: '孙立', roles: ['leader'], deputies: ['clerk-wang'] });
      const days = { from: '2026-03-02', to: '2026-03-06' };
      const sun = hall.app.as('leader', { subject: 'leader-sun' });
      const given = await sun.post('/v1/leader/delegations', { deputy: 'clerk-wang', ...days, reason: '外出' });
      expect(given.status).toBe(201);
      expect((await sun.get('/v1/me')).body.deputies).toEqual([{ subject: 'clerk-wang', name: '王芳', ...days }]);
      const wang = hall.app.as('clerk', { subject: 'clerk-wang' });
      expect((await wang.get('/v1/me')).body.onBehalfOf).toEqual([{ subject: 'leader-sun', name: '孙立', ...days }]);
      hall.clock.set('2026-03-09T09:00:00+08:00');
      expect((await wang.get('/v1/me')).body.onBehalfOf).toEqual([]);
    });
  });

  describe('signallers', () => {
    it('are created, edited and removed by their ETag', async () => {
      const url = '/v1/signallers/system-1';
      const content = { role: 'department-system', department: 'scjg' };
      expect(await admin().put(url, content)).toMatchObject({
        status: 201,
        headers: { etag: '"1"' },
        body: { subject: 'system-1', jurisdiction: '370406', ...content },
      });
      expect((await admin().put(url, content)).status).toBe(428);
      const moved = { ...content, department: 'bdc' };
      expect((await admin().put(url, moved, { 'if-match': '"2"' })).status).toBe(412);
      expect((await admin().put(url, moved, { 'if-match': '"1"' })).status).toBe(200);
      expect(await admin().get(url)).toMatchObject({ headers: { etag: '"2"' }, body: { ...moved, version: 2 } });
      expect((await admin('370102').get(url)).status).toBe(404);
      expect((await admin().get('/v1/signallers')).body.items).toHaveLength(1);
      expect(await remove('system-1', {})).toBe(428);
      expect(await remove('system-1', { 'if-match': '"1"' })).toBe(412);
      expect(await remove('system-1', { 'if-match': '"2"' })).toBe(204);
      expect((await admin().get(url)).status).toBe(404);
    });

    it('decide as leaders of the directory alone, and no leader speaks for a department', async () => {
      await hall.app.putPeople('leader', ['leader-signals']);
      await hall.app.putPeople('clerk', ['clerk-signals']);
      const put = (subject: string, body: object) => admin().put(`/v1/signallers/${subject}`, body);
      const refused = { status: 422, body: { code: 'signaller-not-borne-out', errors: [{ pointer: '/role' }] } };
      for (const subject of ['admin-1', 'clerk-signals']) {
        expect(await put(subject, { role: 'leader' })).toMatchObject(refused);
      }
      expect(await put('leader-signals', { role: 'department', department: 'scjg' })).toMatchObject(refused);
      expect((await put('leader-signals', { role: 'leader' })).status).toBe(201);
    });

    it('are all seen by the operator', async () => {
      const foreign = { role: 'department-system', department: 'mz' };
      await admin('370102').put('/v1/signallers/system-elsewhere', foreign);
      const operator = hall.app.as('operator');
      const first = (await operator.get('/v1/operator/signallers?limit=1')).body;
      expect(first.items).toMatchObject([{ subject: 'system-elsewhere', jurisdiction: '370102', ...foreign }]);
      const rest = (await operator.get(`/v1/operator/signallers?cursor=${first.next}`)).body;
      expect(rest.items).toContainEqual(expect.objectContaining({ subject: 'leader-signals', role: 'leader' }));
      expect((await admin().get('/v1/operator/signallers')).status).toBe(403);
    });

    it.each([
      ['x', { role: 'department-system' }],
      ['x', { role: 'leader', department: 'scjg' }],
      ['x', { role: 'clerk' }],
      ['%00', { role: 'leader' }],
    ])('refuse rubbish: %s %j', async (subject, body) => {
      expect((await admin().put(`/v1/signallers/${subject}`, body)).status).toBe(400);
    });
  });

  describe('catalogues', () => {
    const url = '/v1/catalogues/causes';

    it('begin with what every hall has, in its order; the hall adds, renames and switches off for itself alone', async () => {
      const first = (await hall.app.as('clerk').get(`${url}?limit=2`)).body;
      expect(first.items).toEqual([
        { code: 'papers', label: '申请材料不齐或者不合规定', active: true, position: 10, version: 1 },
        { code: 'conditions', label: '申请人不符合办理条件', active: true, position: 20, version: 1 },
      ]);
      const own = { label: '人手不足', active: true, position: 15 };
      expect(await admin().put(`${url}/staff`, own)).toMatchObject({
        status: 201,
        headers: { etag: '"1"' },
        body: { code: 'staff', ...own },
      });
      const off = { label: '材料不齐', active: false, position: 10 };
      expect(await admin().put(`${url}/papers`, off, { 'if-match': '"1"' })).toMatchObject({
        status: 200,
        headers: { etag: '"2"' },
        body: { version: 2 },
      });
      const now = (await hall.app.as('clerk').get(`${url}?limit=2`)).body;
      expect(now.items).toMatchObject([{ code: 'papers', ...off }, { code: 'staff' }]);
      const next = (await hall.app.as('clerk').get(`${url}?limit=2&cursor=${now.next}`)).body;
      expect(next.items).toMatchObject([{ code: 'conditions' }, { code: 'informing' }]);
      const elsewhere = (await admin('370102').get(`${url}?limit=100`)).body.items;
      expect(elsewhere).toHaveLength(12);
      expect(elsewhere[0]).toMatchObject({ code: 'papers', active: true });
    });

    it('are changed by whoever saw the present version, one of two at once', async () => {
      const content = { label: '甲', active: true, position: 1 };
      expect((await admin().put(`${url}/skills`, content)).status).toBe(428);
      expect((await admin().put(`${url}/none`, content, { 'if-match': '"1"' })).status).toBe(412);
      const edits = ['甲', '乙'].map((label) =>
        admin().put(`${url}/skills`, { ...content, label }, { 'if-match': '"1"' }),
      );
      expect((await Promise.all(edits)).map((answer) => answer.status).sort()).toEqual([200, 412]);
      expect((await admin().put(`${url}/skills`, content, { 'if-match': '"1"' })).status).toBe(412);
      expect(await admin().get(`${url}/skills`)).toMatchObject({ status: 200, headers: { etag: '"2"' } });
      expect((await admin().get(`${url}/none`)).status).toBe(404);
    });

    it.each([
      ['/v1/catalogues/colours/x', { label: 'x', active: true, position: 1 }],
      [`${url}/UPPER`, { label: 'x', active: true, position: 1 }],
      [`${url}/x`, { label: 'x', active: true, position: 10_000 }],
      [`${url}/x`, { label: 'x'.repeat(101), active: true, position: 1 }],
    ])('refuse rubbish: %s %j', async (to, body) => {
      expect((await admin().put(to, body)).status).toBe(400);
    });

    it('are changed by the admin alone, and no entry is deleted', async () => {
      const content = { label: 'x', active: true, position: 1 };
      expect((await hall.app.as('clerk').put(`${url}/x`, content)).status).toBe(403);
      const authorization = `Bearer ${await hall.app.token('admin')}`;
      const gone = await hall.app.inject({ method: 'DELETE', url: `${url}/papers`, headers: { authorization } });
      expect(gone.statusCode).toBe(405);
    });
  });
});
