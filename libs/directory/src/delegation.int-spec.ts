import { Client } from 'pg';
import { field, MONDAY, Hall, STARTS_WITHIN_MS } from '../../routing/test/hall.js';

const WEEK = { from: '2026-03-02', to: '2026-03-06', reason: '外出学习' };

describe('委托代行', () => {
  let hall: Hall;
  let people = 0;

  beforeAll(async () => {
    hall = await Hall.open();
  }, STARTS_WITHIN_MS);
  afterAll(() => hall.close());
  beforeEach(() => hall.clock.set(MONDAY));

  const leader = (subject: string) => hall.app.as('leader', { subject });
  const clerk = (subject: string) => hall.app.as('clerk', { subject });
  const give = (by: ReturnType<typeof leader>, body: object) => by.post('/v1/leader/delegations', { ...WEEK, ...body });

  /** A leader of the directory, who may be stood in for by other leaders and by these people. */
  async function leads(subject: string, deputies: readonly string[] = [], jurisdiction = '370406'): Promise<void> {
    const admin = hall.app.as('admin', { jurisdiction });
    const put = await admin.put(`/v1/people/${subject}`, { name: `领导 ${subject}`, roles: ['leader'], deputies });
    if (put.status !== 201) throw new Error(JSON.stringify(put.body));
  }

  /** A leader who is away all week, and the clerk who stands in. */
  async function away(days: object = {}) {
    people += 1;
    const [delegator, deputy] = [`leader-away-${people}`, `clerk-deputy-${people}`];
    await leads(delegator, [deputy, 'clerk-overlap']);
    const answer = await give(leader(delegator), { deputy, ...days });
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return { delegator, deputy, id: answer.body.id as string };
  }

  /** A request of scjg's for three days more. */
  async function asked() {
    const { caseId, dispatchId } = await hall.dispatched();
    return { caseId, extensionId: (await hall.ask(dispatchId, 3)).body.extensionId as string };
  }
  const decide = (extensionId: string, subject: string) =>
    clerk(subject).post(`/v1/extensions/${extensionId}/decide`, { granted: true });

  /** A case returned by two departments, so that a leader has to rule. */
  async function returnedTwice() {
    const { caseId, dispatchId } = await hall.dispatched();
    const body = { reason: '不属本部门职责', proposedDepartment: 'yb' };
    await hall.department().post(`/v1/dispatches/${dispatchId}/return`, body);
    const [second] = await hall.sent(caseId, 'bdc');
    await hall.department('bdc').post(`/v1/dispatches/${second}/return`, body);
    return { caseId, second: second! };
  }

  it('lets the deputy decide an extension, on record with the leader they stood in for', async () => {
    const { delegator, deputy } = await away();
    const { caseId, extensionId } = await asked();
    expect((await decide(extensionId, deputy)).status).toBe(200);
    const [act] = await hall.app.ownerQuery(
      `select actor, role, detail->>'onBehalfOf' as leader from casebook.act where case_id = $1 and kind = 'extensionDecided'`,
      [caseId],
    );
    expect(act).toEqual({ actor: deputy, role: 'deputy', leader: delegator });
    const [row] = await hall.app.ownerQuery(
      'select decided_by, decided_on_behalf_of from routing.extension where id = $1',
      [extensionId],
    );
    expect(row).toEqual({ decided_by: deputy, decided_on_behalf_of: delegator });
  });

  it('says nothing of anyone else where a leader decides', async () => {
    const { caseId, extensionId } = await asked();
    await hall.decide(extensionId, true);
    const [act] = await hall.app.ownerQuery<{ role: string; detail: object }>(
      `select role, detail from casebook.act where case_id = $1 and kind = 'extensionDecided'`,
      [caseId],
    );
    expect(act!.role).toBe('leader');
    expect(act!.detail).not.toHaveProperty('onBehalfOf');
  });

  it('lets the deputy read the two queues and rule on a return, and nothing else of a leader’s', async () => {
    const { delegator, deputy } = await away();
    const { extensionId } = await asked();
    const { caseId, second } = await returnedTwice();
    const { items } = (await clerk(deputy).get('/v1/leader/extensions?limit=100')).body;
    expect(items).toContainEqual(expect.objectContaining({ extensionId }));
    const returns = (await clerk(deputy).get('/v1/leader/returns?limit=100')).body.items;
    expect(returns).toContainEqual(expect.objectContaining({ dispatchId: second }));
    const ruling = { department: 'yb', instruction: '由医保局办理', item: `事项 ${second}` };
    const ruled = await clerk(deputy).post(`/v1/leader/returns/${second}/ruling`, ruling);
    expect(ruled.status).toBe(200);
    const [act] = await hall.app.ownerQuery(
      `select role, detail->>'onBehalfOf' as leader from casebook.act where case_id = $1 and kind = 'returnRuled'`,
      [caseId],
    );
    expect(act).toEqual({ role: 'deputy', leader: delegator });
    const others = ['overdue', 'dissatisfied', 'acceptance-overdue', 'refused-signals', 'delegations'];
    for (const queue of others) expect((await clerk(deputy).get(`/v1/leader/${queue}`)).status).toBe(403);
    expect((await give(clerk(deputy), { deputy: 'clerk-9' })).status).toBe(403);
  });

  it('is needed: without one, staff may do none of it', async () => {
    const { extensionId } = await asked();
    const { second } = await returnedTwice();
    for (const role of ['clerk', 'follow-up-officer', 'admin'] as const) {
      const staff = hall.app.as(role, { subject: `${role}-without` });
      const ruling = { department: 'yb', instruction: '由医保局办理', item: '异地结算' };
      const answers = [
        await staff.get('/v1/leader/extensions'),
        await staff.get('/v1/leader/returns'),
        await staff.post(`/v1/extensions/${extensionId}/decide`, { granted: true }),
        await staff.post(`/v1/leader/returns/${second}/ruling`, ruling),
      ];
      for (const answer of answers) expect(answer).toMatchObject({ status: 403, body: { code: 'role-required' } });
    }
    expect((await hall.department('bdc').get('/v1/leader/returns')).status).toBe(403);
    // Nor does one help who is of a department, whatever else they are.
    const { deputy } = await away();
    const both = hall.app.as('clerk', { subject: deputy, department: 'scjg' });
    expect((await both.post(`/v1/extensions/${extensionId}/decide`, { granted: true })).body.code).toBe(
      'role-required',
    );
  });

  it.each([
    ['2026-03-01T23:59:59.999+08:00', 403, 'delegation-not-started'],
    ['2026-03-02T00:00:00.000+08:00', 200, undefined],
    ['2026-03-06T23:59:59.999+08:00', 200, undefined],
    ['2026-03-07T00:00:00.000+08:00', 403, 'delegation-expired'],
  ])('holds on its days in Shanghai, both included: at %s %d', async (at, status, code) => {
    hall.clock.set('2026-03-01T09:00:00+08:00');
    const { deputy } = await away();
    hall.clock.set(at);
    const answer = await clerk(deputy).get('/v1/leader/extensions');
    expect(answer.status).toBe(status);
    expect(answer.body.code).toBe(code);
  });

  it('is revoked by the leader or an admin, once, and no more holds', async () => {
    const { delegator, deputy, id } = await away();
    const url = `/v1/leader/delegations/${id}/revocation`;
    expect((await leader('leader-other').post(url, undefined)).body.code).toBe('delegation-not-own');
    expect((await hall.app.as('admin', { jurisdiction: '370102' }).post(url, undefined)).status).toBe(404);
    const { extensionId } = await asked();
    expect((await leader(delegator).post(url, undefined)).body).toMatchObject({ id, revokedBy: delegator });
    expect(await decide(extensionId, deputy)).toMatchObject({ status: 403, body: { code: 'delegation-revoked' } });
    expect((await hall.app.as('admin').post(url, undefined)).body.code).toBe('delegation-revoked');
    expect((await give(leader(delegator), { deputy })).status).toBe(201);
    expect((await decide(extensionId, deputy)).status).toBe(200);
    const ended = await away();
    hall.clock.set('2026-03-09T09:00:00+08:00');
    const late = await leader(ended.delegator).post(`/v1/leader/delegations/${ended.id}/revocation`, undefined);
    expect(late.body.code).toBe('delegation-expired');
  });

  it('gives neither the asker’s deputy nor a deputy who asked the decision', async () => {
    const { delegator, deputy } = await away();
    const { dispatchId } = await hall.dispatched();
    const byDelegator = await hall.ask(dispatchId, 1, 'scjg', delegator);
    expect(await decide(byDelegator.body.extensionId, deputy)).toMatchObject({
      status: 409,
      body: { code: 'own-extension' },
    });
    const other = await hall.dispatched();
    const byDeputy = await hall.ask(other.dispatchId, 1, 'scjg', deputy);
    expect((await decide(byDeputy.body.extensionId, deputy)).body.code).toBe('own-extension');
    // Standing in for two, they decide for the one who did not ask.
    const second = 'leader-away-too';
    await leads(second, [deputy]);
    expect((await give(leader(second), { deputy })).status).toBe(201);
    expect((await decide(byDelegator.body.extensionId, deputy)).status).toBe(200);
    const [row] = await hall.app.ownerQuery('select decided_on_behalf_of from routing.extension where id = $1', [
      byDelegator.body.extensionId,
    ]);
    expect(row).toEqual({ decided_on_behalf_of: second });
  });

  it('is given by the leader for themself, or by an admin for one', async () => {
    const own = { delegator: 'leader-zhang', deputy: 'clerk-zhang' };
    await leads(own.delegator, [own.deputy]);
    await leads('leader-li');
    expect((await give(leader('leader-li'), own)).body.code).toBe('delegation-not-own');
    expect((await give(hall.app.as('admin'), { deputy: 'clerk-zhang' })).body).toMatchObject(
      field('delegator-required', '/delegator'),
    );
    expect(await give(hall.app.as('admin'), own)).toMatchObject({
      status: 201,
      body: { ...own, ...WEEK, delegatorName: '领导 leader-zhang', createdBy: 'admin-1', confirmedAt: null },
    });
    expect((await give(leader('leader-li'), { deputy: 'leader-li' })).body).toMatchObject(
      field('delegation-to-self', '/deputy'),
    );
    expect((await give(leader('leader-li'), { deputy: 'x', from: '2026-03-06', to: '2026-03-05' })).status).toBe(400);
    const past = { deputy: 'x', from: '2026-02-27', to: '2026-03-01' };
    expect((await give(leader('leader-li'), past)).body).toMatchObject(field('delegation-past', '/to'));
  });

  it('comes from a leader of the directory, and goes to another one or to a deputy named there', async () => {
    const admin = hall.app.as('admin');
    await leads('leader-real', ['clerk-named']);
    await leads('leader-other');
    const refused = field('delegator-no-leader', '/delegator');
    expect((await give(admin, { delegator: 'admin-1', deputy: 'leader-real' })).body).toMatchObject(refused);
    expect((await give(leader('leader-unknown'), { deputy: 'clerk-named' })).body).toMatchObject(refused);
    for (const by of [leader('leader-real'), admin]) {
      const own = { delegator: 'leader-real', deputy: 'admin-1' };
      expect((await give(by, own)).body).toMatchObject(field('deputy-not-named', '/deputy'));
    }
    expect((await give(leader('leader-real'), { deputy: 'leader-other' })).status).toBe(201);
    const later = { from: '2026-03-09', to: '2026-03-09' };
    expect((await give(leader('leader-real'), { deputy: 'clerk-named', ...later })).status).toBe(201);
  });

  it('has effect, when an admin gave it, once the leader or a second admin confirms it', async () => {
    const admin = (subject: string) => hall.app.as('admin', { subject });
    const confirm = (by: ReturnType<typeof leader>, id: string) =>
      by.post(`/v1/leader/delegations/${id}/confirmation`, undefined);
    const notYours = { status: 403, body: { code: 'confirmation-not-yours' } };
    await leads('leader-confirming', ['admin-2']);
    const own = { delegator: 'leader-confirming', deputy: 'admin-2' };
    const { id } = (await give(admin('admin-1'), own)).body;
    const { extensionId } = await asked();
    const decided = await admin('admin-2').post(`/v1/extensions/${extensionId}/decide`, { granted: true });
    expect(decided).toMatchObject({ status: 403, body: { code: 'delegation-unconfirmed' } });
    for (const by of [admin('admin-1'), admin('admin-2'), leader('leader-else')]) {
      expect(await confirm(by, id)).toMatchObject(notYours);
    }
    expect((await confirm(leader(own.delegator), id)).body).toMatchObject({ confirmedBy: own.delegator });
    expect((await confirm(admin('admin-3'), id)).body.code).toBe('delegation-confirmed');
    const granted = await admin('admin-2').post(`/v1/extensions/${extensionId}/decide`, { granted: true });
    expect(granted.status).toBe(200);
    const other = await give(admin('admin-1'), { ...own, from: '2026-03-09', to: '2026-03-10' });
    expect((await confirm(admin('admin-3'), other.body.id)).body).toMatchObject({ confirmedBy: 'admin-3' });
  });

  it('is one at a time for a leader, also of two given at once', async () => {
    const { delegator } = await away();
    const overlapping = { deputy: 'clerk-overlap', from: '2026-03-06', to: '2026-03-10' };
    expect((await give(leader(delegator), overlapping)).body.code).toBe('delegation-overlaps');
    expect((await give(leader(delegator), { ...overlapping, from: '2026-03-07' })).status).toBe(201);
    await leads('leader-twice', ['clerk-a', 'clerk-b']);
    const both = await Promise.all(
      ['clerk-a', 'clerk-b'].map((deputy) => give(leader('leader-twice'), { deputy, from: '2026-03-04' })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('is never passed on', async () => {
    for (const subject of ['leader-first', 'leader-second', 'leader-third']) await leads(subject);
    expect((await give(leader('leader-first'), { deputy: 'leader-second' })).status).toBe(201);
    // Whoever names them, the deputy has no deputy, and a leader who is one may not be away.
    const passedOn = { delegator: 'leader-second', deputy: 'leader-third' };
    expect((await give(hall.app.as('admin'), passedOn)).body.code).toBe('delegation-chain');
    expect((await give(leader('leader-second'), { deputy: 'leader-third' })).body.code).toBe('delegation-chain');
    expect((await give(leader('leader-third'), { deputy: 'leader-first' })).body.code).toBe('delegation-chain');
    const later = { from: '2026-03-09', to: '2026-03-09' };
    expect((await give(leader('leader-third'), { deputy: 'leader-first', ...later })).status).toBe(201);
  });

  it('belongs to its jurisdiction, and stays on record, the latest first', async () => {
    const elsewhere = { jurisdiction: '370102', subject: 'leader-elsewhere' };
    const deputy = 'clerk-elsewhere';
    await leads(elsewhere.subject, [deputy], elsewhere.jurisdiction);
    expect((await give(hall.app.as('leader', elsewhere), { deputy })).status).toBe(201);
    expect((await clerk(deputy).get('/v1/leader/extensions')).status).toBe(403);
    hall.clock.set('2026-03-02T11:00:00+08:00');
    const first = await away();
    hall.clock.set('2026-03-02T12:00:00+08:00');
    const second = await away();
    await leader(first.delegator).post(`/v1/leader/delegations/${first.id}/revocation`, undefined);
    const page = (await leader('leader-1').get('/v1/leader/delegations?limit=1')).body;
    expect(page.items).toMatchObject([{ id: second.id, revokedAt: null }]);
    const next = (await leader('leader-1').get(`/v1/leader/delegations?limit=1&cursor=${page.next}`)).body;
    expect(next.items).toMatchObject([{ id: first.id, revokedBy: first.delegator }]);
    const service = new Client({ connectionString: hall.app.database.serviceUrls.directory });
    await service.connect();
    for (const sql of [
      `update directory.delegation set to_date = '2027-01-01'`,
      'delete from directory.delegation',
      'delete from directory.delegation_revocation',
      'delete from directory.delegation_confirmation',
    ]) {
      await expect(service.query(sql)).rejects.toThrow('permission denied');
    }
    await service.end();
  });
});
