import { conductOf } from '@bancheng/testing';
import { field, Hall, STARTS_WITHIN_MS } from '../test/hall.js';

describe('转办预览', () => {
  let hall: Hall;
  const record = '王小明（138-0000-0000）说，可问李女士，一三九11112222或+852 9123 4567，住幸福小区3号楼';

  beforeAll(async () => {
    hall = await Hall.open();
  }, STARTS_WITHIN_MS);
  afterAll(() => hall.close());

  const matter = () => hall.accepted('general', { ...conductOf('scjg'), record });
  const preview = async (complaintId: string, ...departments: string[]) =>
    (await hall.app.as('clerk').post('/v1/dispatches/preview', { complaintId, departments })).body.items;
  const slipFor = async (department: string, dispatchId: string) =>
    (await hall.department(department).get(`/v1/dispatches/${dispatchId}`)).body;
  const first = (answer: { body: any }): string => answer.body.dispatches[0].dispatchId;

  it('shows what each department would see, and what may still show who the citizen is', async () => {
    const [accused, other] = await preview(await matter(), 'scjg', 'bdc');
    expect(accused).toMatchObject({
      identityWithheld: true,
      record: '反映人（＊＊＊）说，可问李女士，一三九11112222或+852 9123 4567，住幸福小区3号楼',
    });
    expect(accused.doubts.map(({ kind, excerpt }: any) => [kind, excerpt])).toEqual([
      ['person', '李女士'],
      ['phone', '一三九11112222'],
      ['phone', '+852 9123 4567'],
      ['address', expect.stringContaining('幸福小区3号楼')],
    ]);
    expect(other).toMatchObject({ identityWithheld: false, record, doubts: [] });
  });

  it('nothing doubtful goes to who may not know the citizen until the clerk has looked at it', async () => {
    const caseId = await matter();
    const orders = [{ department: 'bdc' }, { department: 'scjg' }];
    const refusal = field('identity-doubtful', '/departments/1/department');
    expect(await hall.send(caseId, orders)).toMatchObject({ status: 422, body: refusal });
    expect((await hall.send(caseId, [orders[0]!])).status).toBe(201);
    const sent = await hall.send(caseId, [orders[1]!], { checked: true });
    expect(await slipFor('scjg', first(sent))).toMatchObject({ record: expect.stringContaining('李女士') });
  });

  it('a department that may not know the citizen is shown the words that the clerk wrote for it, others the citizen’s', async () => {
    const caseId = await matter();
    const wording = { record: '窗口人员对王小明态度差', claim: '请核查' };
    const sent = await hall.send(caseId, [{ department: 'scjg' }, { department: 'bdc' }], { wording });
    const [accused, other] = sent.body.dispatches.map((one: any) => one.dispatchId);
    expect(await slipFor('scjg', accused)).toMatchObject({ record: '窗口人员对反映人态度差', claim: '请核查' });
    expect(await slipFor('bdc', other)).toMatchObject({ record });
    const clerk = (await hall.app.as('clerk').get(`/v1/dispatches/${accused}`)).body;
    expect(clerk).toMatchObject({ record });
    expect((await preview(caseId, 'scjg'))[0]).toMatchObject({ record: '窗口人员对反映人态度差', doubts: [] });
  });

  it('a ruling that moves a slip asks the leader for the same look, whose wording it may bring', async () => {
    const caseId = await matter();
    const giveBack = (department: string, dispatchId: string) =>
      hall
        .department(department)
        .post(`/v1/dispatches/${dispatchId}/return`, { reason: '误派', proposedDepartment: 'scjg' });
    const orders = ['bdc', 'yb'].map((department) => ({ department, instruction: '请核查' }));
    const [one, other] = (await hall.send(caseId, orders)).body.dispatches.map((slip: any) => slip.dispatchId);
    await giveBack('bdc', one);
    await giveBack('yb', other);
    const rule = (more: object) =>
      hall.app.as('leader').post(`/v1/leader/returns/${other}/ruling`, {
        department: 'scjg',
        instruction: '由你单位承办',
        item: '开户',
        ...more,
      });
    const refusal = field('identity-doubtful', '/department');
    expect(await rule({})).toMatchObject({ status: 422, body: refusal });
    const ruled = await rule({ wording: { record: '窗口人员对王小明态度差', claim: '请核查' } });
    expect(await slipFor('scjg', first(ruled))).toMatchObject({ record: '窗口人员对反映人态度差' });
  });

  it('is the clerk’s and the leader’s, of the own hall', async () => {
    const body = { complaintId: await matter(), departments: ['scjg'] };
    expect((await hall.app.as('leader').post('/v1/dispatches/preview', body)).status).toBe(200);
    expect((await hall.app.as('admin').post('/v1/dispatches/preview', body)).status).toBe(403);
    expect((await hall.department('scjg').post('/v1/dispatches/preview', body)).status).toBe(403);
    const elsewhere = hall.app.as('clerk', { jurisdiction: '370102' });
    expect((await elsewhere.post('/v1/dispatches/preview', body)).status).toBe(404);
  });
});
