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

    it('are changed by the admin alone', async () => {
      expect((await hall.app.as('leader').put('/v1/departments/x', { name: 'x', active: true })).status).toBe(403);
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
      expect((await admin().put(url, { role: 'leader' }, { 'if-match': '"2"' })).status).toBe(412);
      expect((await admin().put(url, { role: 'leader' }, { 'if-match': '"1"' })).status).toBe(200);
      expect(await admin().get(url)).toMatchObject({
        headers: { etag: '"2"' },
        body: { role: 'leader', department: null, version: 2 },
      });
      expect((await admin('370102').get(url)).status).toBe(404);
      expect((await admin().get('/v1/signallers')).body.items).toHaveLength(1);
      expect(await remove('system-1', {})).toBe(428);
      expect(await remove('system-1', { 'if-match': '"1"' })).toBe(412);
      expect(await remove('system-1', { 'if-match': '"2"' })).toBe(204);
      expect((await admin().get(url)).status).toBe(404);
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
});
