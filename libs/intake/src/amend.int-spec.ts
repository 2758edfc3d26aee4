import { CASE_STATUSES, ACTS } from '@bancheng/domain';
import { FORM, MONDAY, problem, Reception } from '../test/reception.js';

const OLD_NAME = '王小明';
const NEW_NAME = '汪晓明';

describe('更正', () => {
  let reception: Reception;

  beforeAll(async () => {
    reception = await Reception.open();
  });
  afterAll(() => reception.close());
  beforeEach(() => reception.clock.set(MONDAY));

  const amend = (id: string, change: object, version = 1, subject = 'clerk-1') =>
    reception.app
      .as('clerk', { subject })
      .patch(`/v1/complaints/${id}`, { reason: '反映人来电更正', ...change }, { 'if-match': `"${version}"` });
  const registered = async (form: object = {}): Promise<string> => (await reception.register({ ...form })).id;
  const entryOf = async (id: string, by = reception.app.as('leader')) =>
    (await by.get(`/v1/complaints/${id}/timeline`)).body.items.find((item: any) => item.kind === 'amended');
  const found = async (words: string): Promise<string[]> =>
    (await reception.app.as('clerk').post('/v1/complaints/search', { words })).body.items.map((item: any) => item.id);

  it('changes what is given, names the fields alone, and shows old, new and why', async () => {
    const id = await registered();
    const change = { name: NEW_NAME, phone: '139 0000 0001', claim: '请退还押金', matterKinds: ['conduct'] };
    const { status, body } = await amend(id, change);
    expect(status).toBe(200);
    expect(body).toMatchObject({ kind: 'amended', seq: 2, status: 'registered', clocks: [] });
    expect(await entryOf(id)).toMatchObject({
      label: '更正',
      detail: { fields: ['name', 'phone', 'claim', 'matterKinds'] },
      texts: [{ kind: 'amendment-reason', body: '反映人来电更正' }],
      changes: [
        { field: 'name', before: OLD_NAME, after: NEW_NAME },
        { field: 'phone', before: '13800000000', after: '13900000001' },
        { field: 'claim', before: FORM.claim, after: '请退还押金' },
        { field: 'matterKinds', before: ['repeated-visits'], after: ['conduct'] },
      ],
    });
    const view = (await reception.app.as('clerk').get(`/v1/complaints/${id}`)).body;
    expect(view).toMatchObject({ name: NEW_NAME, phone: '13900000001', record: FORM.record, matterKinds: ['conduct'] });
    const told = await reception.app.ownerQuery(
      `select detail::text from casebook.act where case_id = $1
       union all select payload::text from casebook.outbox where case_id = $1`,
      [id],
    );
    expect(JSON.stringify(told)).not.toMatch(/王小明|汪晓明|1390000|押金|来电/);
  });

  it('shows each of several corrections with its own old and new', async () => {
    const id = await registered();
    await amend(id, { suggestions: '甲' });
    await amend(id, { suggestions: '乙' }, 2);
    await amend(id, { suggestions: null }, 3);
    const { items } = (await reception.app.as('leader').get(`/v1/complaints/${id}/timeline`)).body;
    expect(items.slice(1).flatMap((item: any) => item.changes)).toEqual([
      { field: 'suggestions', before: null, after: '甲' },
      { field: 'suggestions', before: '甲', after: '乙' },
      { field: 'suggestions', before: '乙', after: null },
    ]);
    expect(items[0].changes).toEqual([]);
  });

  it('is found by the new words and no longer by the old', async () => {
    const id = await registered({ record: '反映水电开户无人办理' });
    expect(await found('水电')).toEqual([id]);
    await amend(id, { record: '反映燃气开户无人办理' });
    expect(await found('水电')).toEqual([]);
    expect(await found('燃气')).toEqual([id]);
  });

  it('hides the citizen at once when the case becomes confidential: old names and phones too', async () => {
    const record = `${OLD_NAME}（138-0000-0000）和${NEW_NAME}来访`;
    const id = await registered({ record });
    await reception.accept(id);
    await reception.dispatch(id, 'bdc');
    const department = reception.app.as('department', { department: 'bdc' });
    const read = async () => (await department.get(`/v1/complaints/${id}`)).body;
    expect(await read()).toMatchObject({ name: OLD_NAME, withheld: false });
    await amend(id, { name: NEW_NAME }, 3);
    expect(await entryOf(id, department)).toMatchObject({ changes: [{ before: OLD_NAME, after: NEW_NAME }] });
    await amend(id, { confidential: true }, 4);
    expect(await read()).toMatchObject({ name: null, phone: null, withheld: true });
    const timeline = (await department.get(`/v1/complaints/${id}/timeline`)).body;
    const shown = JSON.stringify([await read(), timeline]);
    expect(shown).not.toMatch(/王小明|汪晓明|138|来电/);
    expect(timeline.items.flatMap((item: any) => item.changes)).toEqual([
      { field: 'name', before: null, after: null },
      { field: 'confidential', before: false, after: true },
    ]);
  });

  it('hides the citizen from the department that turns out to be accused', async () => {
    const id = await registered({ matterKinds: ['application-blocked'], accused: [] });
    await reception.accept(id);
    await reception.dispatch(id, 'bdc', 'yb');
    await amend(id, { matterKinds: ['conduct'], accused: [{ department: 'bdc' }] }, 3);
    const nameFor = async (department: string) =>
      (await reception.app.as('department', { department }).get(`/v1/complaints/${id}`)).body.name;
    expect([await nameFor('bdc'), await nameFor('yb')]).toEqual([null, OLD_NAME]);
  });

  it('of the service that the matter is about: by its code or in words, and the number of the application', async () => {
    const id = await registered({ serviceItemName: '过户', applicationNumber: '3704062026-000123' });
    expect(await amend(id, { serviceItem: 'x' })).toMatchObject({
      ...{ status: 422, body: { code: 'catalogue-code-unknown', errors: [{ pointer: '/serviceItem' }] } },
    });
    const item = { label: '不动产转移登记', active: true, position: 1 };
    await reception.app.as('admin').put('/v1/catalogues/service-items/bdc-transfer', item);
    const { status } = await amend(id, { serviceItem: 'bdc-transfer', applicationNumber: '3704062026-000124' });
    expect(status).toBe(200);
    expect((await reception.app.as('clerk').get(`/v1/complaints/${id}`)).body.slip).toMatchObject({
      serviceItem: { code: 'bdc-transfer', label: item.label },
      ...{ serviceItemName: null, applicationNumber: '3704062026-000124' },
    });
    expect(await entryOf(id)).toMatchObject({
      detail: { fields: ['serviceItem', 'serviceItemName', 'applicationNumber'], serviceItem: 'bdc-transfer' },
      changes: [
        { before: null, after: 'bdc-transfer' },
        { before: '过户', after: null },
        { before: '3704062026-000123' },
      ],
    });
  });

  it('of what a department reads that may not know the citizen is looked at, once it has the case', async () => {
    const id = await registered({ matterKinds: ['conduct'], accused: [{ department: 'bdc' }] });
    await reception.accept(id);
    await reception.dispatch(id, 'bdc');
    const record = '可问李女士';
    const refusal = { status: 422, body: { code: 'identity-doubtful', errors: [{ pointer: '/checked' }] } };
    expect(await amend(id, { record }, 3)).toMatchObject(refusal);
    expect((await amend(id, { phone: '13900000001' }, 3)).status).toBe(200);
    expect((await amend(id, { record, checked: true }, 4)).status).toBe(200);
    const read = async () =>
      (await reception.app.as('department', { department: 'bdc' }).get(`/v1/complaints/${id}`)).body;
    expect(await read()).toMatchObject({ record });
    expect(
      (await amend(id, { record: '可问张女士', wording: { record: '可问证人', claim: '请核查' } }, 5)).status,
    ).toBe(200);
    expect(await read()).toMatchObject({ record: '可问证人', claim: '请核查' });
  });

  it('asks for the wording again that stands for departments in place of the citizen’s words', async () => {
    const id = await registered({ matterKinds: ['conduct'], accused: [{ department: 'bdc' }] });
    await reception.accept(id);
    const wording = { record: '窗口人员态度差', claim: '请核查' };
    expect((await amend(id, { claim: '请道歉', wording }, 2)).status).toBe(200);
    expect(await amend(id, { claim: '请道歉并退费', checked: true }, 3)).toMatchObject({
      status: 422,
      body: { code: 'wording-outdated', errors: [{ pointer: '/wording' }] },
    });
    expect((await amend(id, { phone: '13900000001' }, 3)).status).toBe(200);
    expect((await amend(id, { claim: '请道歉并退费', wording }, 4)).status).toBe(200);
  });

  it('accuses no department that does not exist', async () => {
    const id = await registered({ matterKinds: ['conduct'], accused: [{ department: 'scjg' }] });
    const rows = await reception.rows();
    const refusal = { in: 'body', pointer: '/accused/0/department', code: 'department-unknown' };
    const errors = [{ ...refusal, message: expect.any(String) as string }];
    expect(await amend(id, { accused: [{ department: 'nope' }] })).toEqual(problem(422, 'department-unknown', errors));
    expect(await reception.rows()).toEqual(rows);
    expect((await amend(id, { accused: [] })).status).toBe(200);
  });

  it('is for the case’s clerk and leaders who may know the citizen, of the version they saw', async () => {
    const id = await registered({ matterKinds: ['conduct'], accused: [{ department: 'scjg' }] });
    const rows = await reception.rows();
    const url = `/v1/complaints/${id}`;
    const change = { reason: '更正', claim: '改' };
    const version = { 'if-match': '"1"' };
    const as = reception.app.as.bind(reception.app);
    expect(await amend(id, { claim: '改' }, 1, 'clerk-2')).toEqual(problem(403, 'not-your-case'));
    expect(await as('clerk', { department: 'scjg' }).patch(url, { ...change, accused: [] }, version)).toEqual(
      problem(403, 'identity-withheld'),
    );
    expect((await as('department').patch(url, change, version)).status).toBe(403);
    expect((await as('clerk', { jurisdiction: '370102' }).patch(url, change, version)).status).toBe(404);
    expect(await amend(id, { claim: '改' }, 2)).toEqual(problem(412, 'stale-version'));
    expect(await as('clerk').patch(url, change)).toEqual(problem(428, 'if-match-required'));
    expect(await as('clerk').patch(url, { claim: '改' }, version)).toEqual(problem(400, 'request-invalid'));
    expect(await amend(id, {})).toEqual(problem(422, 'nothing-changed'));
    expect(await amend(id, { claim: FORM.claim })).toEqual(problem(422, 'nothing-changed'));
    expect(await reception.rows()).toEqual(rows);
    expect((await as('leader').patch(url, change, version)).status).toBe(200);
  });

  it('is possible until the case is closed', () => {
    const closed = CASE_STATUSES.filter((status) => !(ACTS.amended.from as readonly string[]).includes(status));
    expect(closed).toEqual(['closed', 'archived']);
  });
});
