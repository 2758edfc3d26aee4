import { FORM, problem, Reception } from '../test/reception.js';

/** A right credit code (GB 32100). */
const CREDIT_CODE = '91350100M000100Y43';
const COMPANY = {
  name: '台儿庄食品有限公司',
  reporter: { kind: 'company', contactPerson: '孙经理', creditCode: CREDIT_CODE.toLowerCase() },
};
const GROUP = { name: '王小明', reporter: { kind: 'group', others: ['李四方', '赵六安'] } };
const REPRESENTED = {
  name: '王老太',
  reporter: { kind: 'representative', representative: '王孝顺', relation: '儿子' },
};

describe('反映人', () => {
  let reception: Reception;

  beforeAll(async () => {
    reception = await Reception.open();
    await reception.setAreaCode('0632');
  });
  afterAll(() => reception.close());

  const clerk = () => reception.app.as('clerk');
  const read = async (id: string) => (await clerk().get(`/v1/complaints/${id}`)).body;
  const found = async (words: string) =>
    (await clerk().post('/v1/complaints/search', { words })).body.items.map(
      (item: { id: string }) => item.id,
    ) as string[];
  const register = (form: object) => clerk().post('/v1/complaints', { ...FORM, ...form });

  it.each([
    ['a company', COMPANY, { ...COMPANY.reporter, creditCode: CREDIT_CODE }, '孙经理'],
    ['several people', GROUP, GROUP.reporter, '赵六安'],
    ['somebody with a representative', REPRESENTED, REPRESENTED.reporter, '王孝顺'],
  ])('may be %s, kept whole and found by every name', async (_who, form, reporter, other) => {
    const { id } = await reception.register(form);
    expect(await read(id)).toMatchObject({ name: form.name, reporter, anonymous: false });
    expect(await found(`${form.name} ${other}`)).toEqual([id]);
  });

  it.each([
    [
      'a credit code with another check character',
      { ...COMPANY, reporter: { kind: 'company', creditCode: '91350100M000100Y44' } },
      '/reporter/creditCode',
    ],
    ['a joint report of one', { ...GROUP, reporter: { kind: 'group', others: [] } }, '/reporter/others'],
    [
      'a joint report of too many',
      { ...GROUP, reporter: { kind: 'group', others: Array(50).fill('李四') } },
      '/reporter/others',
    ],
    [
      'a representative of nobody’s',
      { ...REPRESENTED, reporter: { kind: 'representative', representative: '王孝顺' } },
      '/reporter/relation',
    ],
    [
      'a company that is anonymous',
      { anonymous: true, name: null, phone: null, reporter: COMPANY.reporter },
      '/reporter',
    ],
    ['nobody, and not anonymous', { name: null }, '/name'],
  ])('is not %s', async (_what, form, pointer) => {
    const errors = [expect.objectContaining({ pointer, message: expect.stringMatching(/[一-鿿]/) as string })];
    expect(await register(form)).toEqual(problem(400, 'request-invalid', errors));
  });

  it('may leave no phone, or another way to be reached', async () => {
    const silent = await reception.register({ phone: null });
    expect(await read(silent.id)).toMatchObject({ name: '王小明', phone: null, otherContact: null, anonymous: false });
    const written = await reception.register({ phone: null, otherContact: '微信 wxm-2026' });
    expect(await read(written.id)).toMatchObject({ phone: null, otherContact: '微信 wxm-2026' });
    expect(await found('wxm 王小明')).toEqual([written.id]);
  });

  it.each([
    ['１３９－００００－００１１', '13900000011'],
    ['0632-8836760转8001', '06328836760转8001'],
    ['883 6761', '06328836761'],
    ['400-810-8888', '4008108888'],
    ['+852 9123 4567', '+85291234567'],
  ])('may leave the phone %s, which is kept as %s beside what was typed', async (given, phone) => {
    const { id } = await reception.register({ phone: given });
    expect(await read(id)).toMatchObject({ phone, phoneGiven: given });
    const slip = { reason: '号码记错', phone: null };
    expect((await clerk().patch(`/v1/complaints/${id}`, slip, { 'if-match': '"1"' })).status).toBe(200);
    expect(await read(id)).toMatchObject({ phone: null, phoneGiven: null });
    const again = { reason: '仍是原号码', phone: given };
    expect((await clerk().patch(`/v1/complaints/${id}`, again, { 'if-match': '"2"' })).status).toBe(200);
    expect(await read(id)).toMatchObject({ phone, phoneGiven: given });
  });

  it('whose phone is only spelled otherwise needs no correction', async () => {
    const { id } = await reception.register({ phone: '0632-8836760-8001' });
    const respelled = { reason: '写法', phone: '8836760 分机 8001' };
    const answer = await clerk().patch(`/v1/complaints/${id}`, respelled, { 'if-match': '"1"' });
    expect(answer).toEqual(problem(422, 'nothing-changed'));
  });

  it('of two spellings of one landline is one', async () => {
    await reception.register({ name: '测试甲', phone: '(0632)883-6799' });
    const { duplicates } = await reception.register({ name: '测试乙', phone: '8836799' });
    expect(duplicates.items).toMatchObject([{ why: ['phone'] }]);
  });

  it('is hidden with all who stand behind them, in the texts too', async () => {
    const record = '孫經理和李四方、赵 六安、王孝顺到窗口，微信 WXM-2026，电话8836760转8001。';
    for (const form of [COMPANY, GROUP, REPRESENTED]) {
      const { id } = await reception.register({
        ...{ ...form, record, otherContact: 'wxm-2026', confidential: true },
        phone: '0632—8836760-8001',
      });
      await reception.accept(id);
      await reception.dispatch(id, 'bdc');
      const department = reception.app.as('department', { department: 'bdc' });
      const seen = (await department.get(`/v1/complaints/${id}`)).body;
      expect(seen).toMatchObject({ name: null, reporter: null, phone: null, phoneGiven: null, withheld: true });
      expect(seen).toMatchObject({ otherContact: null });
      expect(seen.record).not.toMatch(/WXM|8836760|8001/);
      const hidden = { company: /孫經理/, group: /李四方|赵 六安/, representative: /王孝顺/ }[form.reporter.kind]!;
      expect(seen.record).not.toMatch(hidden);
    }
  });

  it('who was anonymous can be amended to a named one; the way they were stays on record', async () => {
    const { id } = await reception.register({ name: null, phone: null, anonymous: true });
    const amend = (change: object, version: number) =>
      clerk().patch(`/v1/complaints/${id}`, { reason: '反映人愿意具名', ...change }, { 'if-match': `"${version}"` });
    expect(await amend({ phone: '13800000000' }, 1)).toEqual(problem(422, 'anonymous'));
    expect((await amend({ name: '王小明', phone: '13800000000' }, 1)).status).toBe(200);
    expect(await read(id)).toMatchObject({ anonymous: false, name: '王小明', phone: '13800000000' });
    const timeline = (await clerk().get(`/v1/complaints/${id}/timeline`)).body;
    expect(timeline.items.at(-1).changes).toEqual([
      { field: 'name', before: null, after: '王小明' },
      { field: 'phone', before: null, after: '13800000000' },
    ]);
  });

  it('who turns out to be a company is amended as a whole', async () => {
    const { id } = await reception.register();
    const change = { reason: '代表公司', name: COMPANY.name, reporter: COMPANY.reporter };
    expect((await clerk().patch(`/v1/complaints/${id}`, change, { 'if-match': '"1"' })).status).toBe(200);
    expect(await read(id)).toMatchObject({
      name: COMPANY.name,
      reporter: { kind: 'company', contactPerson: '孙经理' },
    });
  });

  it('of two companies with the same contact person may be one', async () => {
    await reception.register({ ...COMPANY, phone: null });
    const other = { ...COMPANY, name: '另一家公司', phone: null };
    const { duplicates } = await reception.register(other);
    expect(duplicates.items[0]).toMatchObject({ why: ['name'] });
  });
});
