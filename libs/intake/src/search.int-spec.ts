import { foldAnew } from '@bancheng/casebook';
import { allPages, MONDAY, Reception } from '../test/reception.js';

describe('查找', () => {
  let reception: Reception;
  let number: string;
  let id: string;

  beforeAll(async () => {
    reception = await Reception.open();
    reception.clock.set(MONDAY);
    await reception.setAreaCode('0632');
    const record = '车辆不动，动产抵押登记三次未受理；ＡＢＣ公司营业执照（编号 X-2026）';
    const registered = await reception.register({
      name: '欧阳海',
      phone: '0632-5551234转8001',
      record,
      claim: '尽快办理抵押',
    });
    ({ id, number } = registered);
    await reception.register({ phone: '13900000000', record: '医保转移未办成', claim: '办理医保转移' });
  });
  afterAll(() => reception.close());

  const search = async (criteria: object, role: 'clerk' | 'leader' | 'follow-up-officer' = 'clerk') =>
    (await reception.app.as(role).post('/v1/complaints/search', criteria)).body.items.map(
      (item: { id: string }) => item.id,
    ) as string[];

  it('finds a number in either case, and only whole', async () => {
    expect(await search({ number })).toEqual([id]);
    expect(await search({ number: ` ${number.toLowerCase()} ` })).toEqual([id]);
    expect(await search({ number: number.slice(0, -1) })).toEqual([]);
  });

  it.each([
    '06325551234转8001',
    '0632-5551234-8001',
    '555 1234 分机8001',
    '06325551234',
    '0632-5551234',
    '（0632）５５５１２３４',
    '+86 632 5551234',
    '5551234',
  ])('finds the phone %s', async (phone) => {
    expect(await search({ phone })).toEqual([id]);
  });

  it.each(['139 0000 0001', '0632-5551235', '0632-5551234转8002'])('does not find the phone %s', async (phone) => {
    expect(await search({ phone })).toEqual([]);
  });

  it.each([
    '抵押',
    '动产',
    '不动',
    '欧阳海',
    '海',
    'abc',
    'ＡＢＣ',
    'X-2026',
    '营业执照 欧阳',
    '06325551234',
    '车辆 abc 尽快',
    '車輛 營業執照 儘快',
    '歐陽\u200b海',
  ])('finds the words %s', async (words) => {
    for (const role of ['clerk', 'leader', 'follow-up-officer'] as const)
      expect(await search({ words }, role)).toEqual([id]);
  });

  it.each(['不动产', '抵押记', '医保 抵押', '户口', 'abcd', '公司执照', '%', '抵_'])(
    'does not find the words %s, whatever pairs they share',
    async (words) => {
      expect(await search({ number, words })).toEqual([]);
    },
  );

  it('finds the name of another script however its parts are joined, and in either case', async () => {
    const foreigner = await reception.register({ name: '古麗・Ａbdu', record: '居住证未办成', claim: '办理居住证' });
    for (const words of ['古丽·ABDU', '古丽 • abdu', '居住證 古丽'])
      expect(await search({ words })).toEqual([foreigner.id]);
  });

  it('finds what an older build wrote once it is folded anew, as the migration Job and each night do', async () => {
    const old = await reception.register({ name: '歐陽修', record: '檔案未辦成', claim: '办理档案' });
    await reception.app.ownerQuery(
      `update casebook.particulars set folded = '', name_keys = '{}', search_tokens = '{}', fold_version = 0 where case_id = $1`,
      [old.id],
    );
    expect(await search({ words: '欧阳修 档案' })).toEqual([]);
    await foldAnew((sql, parameters) => reception.app.ownerQuery(sql, parameters));
    expect(await search({ words: '欧阳修 档案' })).toEqual([old.id]);
  });

  it('finds a phone that a build before kept without how it was typed', async () => {
    await reception.app.ownerQuery('update casebook.particulars set phone_given = null where case_id = $1', [id]);
    expect(await search({ phone: '0632-5551234转8001' })).toEqual([id]);
    const view = (await reception.app.as('clerk').get(`/v1/complaints/${id}`)).body;
    expect(view).toMatchObject({ phone: '06325551234转8001', phoneGiven: null });
  });

  it('finds a part of a phone as it was typed among the words', async () => {
    expect(await search({ words: '5551234' })).toEqual([id]);
  });

  it('says which part of a phone is wrong', async () => {
    const refused = await reception.app.as('clerk').post('/v1/complaints/search', { phone: '5551' });
    expect(refused.body.errors).toMatchObject([{ pointer: '/phone', code: 'too-short' }]);
  });

  it('asks that every criterion holds', async () => {
    expect(await search({ number, phone: '06325551234', words: '抵押 欧阳' })).toEqual([id]);
    expect(await search({ number, phone: '13900000000' })).toEqual([]);
    expect(await search({ phone: '13900000000', words: '抵押' })).toEqual([]);
  });

  it('stays in the jurisdiction and with the roles of the hall', async () => {
    const stranger = reception.app.as('leader', { jurisdiction: '370403' });
    expect((await stranger.post('/v1/complaints/search', { number })).body).toEqual({ items: [], next: null });
    expect((await reception.app.as('department').post('/v1/complaints/search', { number })).status).toBe(403);
  });

  it('shows the newest first, page by page, none twice', async () => {
    const jurisdiction = '370404';
    const ids: string[] = [];
    for (const minute of ['01', '02', '02', '02', '03']) {
      reception.clock.set(`2026-03-02T10:${minute}:00.500+08:00`);
      ids.push((await reception.register({}, { jurisdiction })).id);
    }
    const clerk = reception.app.as('clerk', { jurisdiction });
    const items = await allPages((cursor) =>
      clerk.post('/v1/complaints/search', { words: '食品', limit: 2, ...(cursor === undefined ? {} : { cursor }) }),
    );
    expect(items.map((item) => item.id)).toEqual([ids[4], ...ids.slice(1, 4).sort().reverse(), ids[0]]);
  });
});
