import { randomUUID } from 'node:crypto';
import { Hall, MONDAY, STARTS_WITHIN_MS } from '../test/hall.js';

describe('派单目录', () => {
  let hall: Hall;

  beforeAll(async () => {
    hall = await Hall.open();
  }, STARTS_WITHIN_MS);
  afterAll(() => hall.close());
  beforeEach(() => hall.clock.set(MONDAY));

  const admin = () => hall.app.as('admin');
  const url = (id: string) => `/v1/dispatches/responsibilities/${id}`;
  const put = (id: string, body: object, headers = {}) => admin().put(url(id), body, headers);
  const suggest = (complaintId: string, who = hall.app.as('clerk')) =>
    who.post('/v1/dispatches/suggestions', { complaintId });

  it('is edited by the admin, by version, each item once', async () => {
    const id = randomUUID();
    const line = { item: '不动产首次登记', department: 'bdc' };
    const made = await put(id, line);
    expect(made).toMatchObject({ status: 201, body: { id, ...line, source: 'manual', version: 1 } });
    expect(made.headers['etag']).toBe('"1"');
    expect((await put(id, line)).status).toBe(428);
    expect(await put(randomUUID(), line)).toMatchObject({ status: 409, body: { code: 'item-repeated' } });
    expect((await put(randomUUID(), { item: '其他', department: 'nobody' })).body.code).toBe('department-unknown');
    const edited = await put(id, { ...line, department: 'yb' }, { 'if-match': '"1"' });
    expect(edited).toMatchObject({ status: 200, body: { department: 'yb', version: 2 } });
    expect((await put(id, line, { 'if-match': '"1"' })).status).toBe(412);
    expect((await admin().get(url(id))).body).toEqual(edited.body);
    const authorization = `Bearer ${await hall.app.token('admin')}`;
    const remove = (version: string) =>
      hall.app.inject({ method: 'DELETE', url: url(id), headers: { authorization, 'if-match': version } });
    expect((await remove('"1"')).statusCode).toBe(412);
    expect((await remove('"2"')).statusCode).toBe(204);
    expect((await admin().get(url(id))).status).toBe(404);
  });

  it('is the jurisdiction’s own, read by clerks and leaders', async () => {
    const id = randomUUID();
    await put(id, { item: '食品经营许可', department: 'scjg' });
    expect((await hall.app.as('leader').get(url(id))).status).toBe(200);
    expect((await hall.app.as('clerk', { jurisdiction: '370102' }).get(url(id))).status).toBe(404);
    expect((await hall.app.as('clerk').put(url(id), {})).status).toBe(403);
    expect((await hall.department().get(url(id))).status).toBe(403);
  });

  it('suggests departments by the words of the matter, best first, with the reason', async () => {
    await put(randomUUID(), { item: '医保异地报销', department: 'yb' });
    await put(randomUUID(), { item: '报销', department: 'scjg' });
    await put(randomUUID(), { item: '房屋权属', department: 'bdc' });
    const caseId = await hall.cases.register({ record: '医保的异地就医费用无法报销，跑了三次' });
    const { status, body } = await suggest(caseId);
    expect(status).toBe(200);
    expect(body.suggestions).toMatchObject([
      { department: 'scjg', item: '报销', score: 1 },
      { department: 'yb', name: '部门 yb', item: '医保异地报销', source: 'manual', score: 0.6 },
    ]);
    expect(body.suggestions[1].reason).toContain('医保异地报销');
  });

  it('suggests no stopped department and nothing of other halls’ cases', async () => {
    await admin().put('/v1/departments/old', { name: '旧部门', active: true });
    await put(randomUUID(), { item: '船舶检验', department: 'old' });
    const caseId = await hall.cases.register({ record: '船舶检验办不了' });
    expect((await suggest(caseId)).body.suggestions).toMatchObject([{ department: 'old' }]);
    await admin().put('/v1/departments/old', { name: '旧部门', active: false }, { 'if-match': '"1"' });
    expect((await suggest(caseId)).body.suggestions).toEqual([]);
    expect((await suggest(caseId, hall.app.as('clerk', { jurisdiction: '370102' }))).status).toBe(404);
    expect((await suggest(caseId, hall.department())).status).toBe(403);
  });
});
