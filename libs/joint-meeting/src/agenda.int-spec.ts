import { conductOf } from '@bancheng/testing';
import { Meetings, NOW, STARTS_WITHIN_MS, TEXTS } from '../test/meetings.js';

describe('a meeting and its cases', () => {
  let hall: Meetings;

  beforeAll(async () => (hall = await Meetings.open()), STARTS_WITHIN_MS);
  afterAll(() => hall.close());

  const clerk = () => hall.app.as('clerk');
  async function statusesOf(ids: readonly string[]): Promise<string[]> {
    const statuses: string[] = [];
    for (const id of ids) statuses.push((await hall.caseOf(id)).status);
    return statuses;
  }
  async function some(count: number): Promise<string[]> {
    const ids: string[] = [];
    for (let left = count; left > 0; left -= 1) ids.push(await hall.cases.accept('complex'));
    return ids;
  }
  const shown = async (url: string) => (await clerk().get(url)).body;
  const statesOf = async (url: string) =>
    Object.fromEntries((await shown(url)).cases.map((one: any) => [one.complaintId, one.state]));

  it('treats several cases, one act each, in ascending order of their ids', async () => {
    const ids = (await some(3)).sort().reverse();
    const { act, url } = await hall.convened(ids);
    expect(act.acts.map((one: any) => [one.caseId, one.status])).toEqual(
      ids.toReversed().map((id) => [id, 'meeting-convened']),
    );
    const decided = hall.report(ids);
    decided.cases[1] = { ...decided.cases[1]!, leadDepartment: 'bdc' };
    const { body } = await hall.posted(clerk(), `${url}/hold`, decided);
    expect(body.acts).toHaveLength(3);
    for (const [index, lead] of ['scjg', 'bdc', 'scjg'].entries()) {
      expect((await hall.caseOf(ids[index]!)).lead).toBe(lead);
    }
  });

  it('is convened for all its cases or for none', async () => {
    const [first, second] = (await some(2)) as [string, string];
    const general = await hall.cases.accept('general');
    const order = hall.order([first, general, second]);
    expect(await clerk().post('/v1/joint-meetings', order)).toMatchObject({
      status: 409,
      body: { code: 'not-complex' },
    });
    expect(await statusesOf([first, second])).toEqual(['accepted', 'accepted']);
    const versioned = await clerk().post('/v1/joint-meetings', hall.order([first, second]), { 'if-match': '"2"' });
    expect(versioned).toMatchObject({ status: 400, body: { code: 'if-match-one-case' } });
    const twice = await clerk().post('/v1/joint-meetings', hall.order([first, first]));
    expect(twice.status).toBe(400);
  });

  it('takes further cases in, and lets one go back to where it stood', async () => {
    const [first, second] = (await some(2)) as [string, string];
    const { url } = await hall.convened([first]);
    const added = await clerk().post(`${url}/cases`, { complaintIds: [second] }, { 'if-match': '"1"' });
    expect(added).toMatchObject({ status: 200, body: { version: 2, acts: [{ caseId: second }] } });
    expect((await hall.actsOf(second))[0]!.detail.departments).toEqual(['bdc', 'scjg', 'sw']);
    const again = await clerk().post(`${url}/cases`, { complaintIds: [second] });
    expect(again).toMatchObject({ status: 409, body: { code: 'already-on-agenda' } });
    const removal = { reason: '另行研究' };
    expect((await clerk().post(`${url}/cases/${second}/remove`, removal, { 'if-match': '"1"' })).status).toBe(412);
    await hall.posted(clerk(), `${url}/cases/${second}/remove`, removal);
    expect(await statusesOf([first, second])).toEqual(['meeting-convened', 'accepted']);
    expect(await statesOf(url)).toEqual({ [first]: 'convened', [second]: 'cancelled' });
    expect((await shown(url)).state).toBe('convened');
    const gone = await clerk().post(`${url}/cases/${second}/remove`, removal);
    expect(gone).toMatchObject({ status: 422, body: { code: 'case-not-on-agenda' } });
    await hall.posted(clerk(), `${url}/cases`, { complaintIds: [second] });
    expect(await statesOf(url)).toEqual({ [first]: 'convened', [second]: 'convened' });
  });

  it('is cancelled: each case returns to the status it had', async () => {
    const [fresh, met, sent] = (await some(3)) as [string, string, string];
    for (const caseId of [met, sent]) {
      const { url } = await hall.convened([caseId]);
      await hall.posted(clerk(), `${url}/hold`, hall.report([caseId]));
    }
    await hall.dispatch(sent);
    const { act, url } = await hall.convened([fresh, met, sent]);
    expect(await statusesOf([fresh, met, sent])).toEqual(['meeting-convened', 'meeting-convened', 'dispatched']);
    const cancelled = await clerk().post(`${url}/cancel`, { reason: '改为个别协调' });
    expect(cancelled).toMatchObject({ status: 200, body: { version: 2 } });
    expect(await statusesOf([fresh, met, sent])).toEqual(['accepted', 'meeting-held', 'dispatched']);
    expect((await hall.actsOf(fresh))[1]).toEqual({
      kind: 'meetingCancelled',
      detail: { meetingId: act.meetingId, departments: ['bdc', 'scjg', 'sw'] },
      role: 'clerk',
    });
    expect(await shown(url)).toMatchObject({
      state: 'cancelled',
      heldAt: null,
      cases: [{ reason: '改为个别协调' }, {}, {}],
    });
    for (const path of ['hold', 'cancel', 'cases']) {
      const body = { hold: hall.report([fresh]), cancel: { reason: '再次' }, cases: { complaintIds: [fresh] } }[path]!;
      const late = await clerk().post(`${url}/${path}`, body);
      expect(late).toMatchObject({ status: 409, body: { code: 'meeting-cancelled' } });
    }
    expect((await hall.convened([fresh])).act.acts).toHaveLength(1);
  });

  it('gets another time or place: an act of each case that still awaits it, and of no other', async () => {
    const [fresh, sent, withdrawn, removed] = (await some(4)) as [string, string, string, string];
    const earlier = await hall.convened([sent]);
    await hall.posted(clerk(), `${earlier.url}/hold`, hall.report([sent]));
    await hall.dispatch(sent);
    const { act, url } = await hall.convened([fresh, sent, withdrawn, removed]);
    await hall.withdraw(withdrawn);
    await hall.posted(clerk(), `${url}/cases/${removed}/remove`, { reason: '另行研究' });
    const changesOf = async (caseId: string) =>
      (await hall.actsOf(caseId)).filter(({ kind }) => kind === 'meetingChanged').map(({ detail }) => detail);
    const all = [fresh, sent, withdrawn, removed];
    const edit = async (change: object, version: number) =>
      (await clerk().patch(url, change, { 'if-match': `"${version}"` })).status;

    const [at, later] = ['2026-03-03T01:00:00.000Z', '2026-03-04T06:30:00.000Z'];
    expect(await edit({ agenda: '先议执照' }, 2)).toBe(200);
    expect(await edit({ at, place: TEXTS.place }, 3)).toBe(200);
    for (const caseId of all) expect(await changesOf(caseId)).toEqual([]);

    expect(await edit({ at: later }, 4)).toBe(200);
    expect(await edit({ at: later }, 4)).toBe(412);
    expect(await edit({ place: '二楼会议室' }, 5)).toBe(200);
    const told = { meetingId: act.meetingId, departments: ['bdc', 'scjg', 'sw'], at: later };
    for (const caseId of [fresh, sent]) expect(await changesOf(caseId)).toEqual([told, told]);
    for (const caseId of [withdrawn, removed]) expect(await changesOf(caseId)).toEqual([]);
    expect(await statusesOf(all)).toEqual(['meeting-convened', 'dispatched', 'withdrawn', 'accepted']);
    expect(await shown(url)).toMatchObject({ at: later, place: '二楼会议室', agenda: '先议执照', version: 6 });
  });

  it('is changed although nothing on its agenda awaits it any more', async () => {
    const { caseId, url } = await hall.convened();
    await hall.withdraw(caseId);
    const { status } = await clerk().patch(url, { place: '二楼会议室' }, { 'if-match': '"1"' });
    expect(status).toBe(200);
    expect((await hall.actsOf(caseId)).map(({ kind }) => kind)).toEqual(['meetingConvened', 'withdrawn']);
  });

  it('is cancelled with its last case', async () => {
    const { caseId, url } = await hall.convened();
    await hall.posted(clerk(), `${url}/cases/${caseId}/remove`, { reason: '不再需要' });
    expect((await shown(url)).state).toBe('cancelled');
    expect((await hall.caseOf(caseId)).status).toBe('accepted');
  });

  it('is held without the cases that were withdrawn or answered meanwhile, which it names', async () => {
    const [stays, answered, withdrawn] = (await some(3)) as [string, string, string];
    const earlier = await hall.convened([answered]);
    await hall.posted(clerk(), `${earlier.url}/hold`, hall.report([answered]));
    await hall.dispatch(answered);
    const { url } = await hall.convened([stays, answered, withdrawn]);
    await hall.reply(answered);
    await hall.withdraw(withdrawn);
    expect(await statesOf(url)).toEqual({ [stays]: 'convened', [answered]: 'moved-on', [withdrawn]: 'moved-on' });

    const incomplete = await clerk().post(`${url}/hold`, hall.report([answered]));
    expect(incomplete).toMatchObject({
      status: 422,
      body: { code: 'cases-incomplete', errors: [{ pointer: '/cases' }] },
    });
    const stranger = await clerk().post(`${url}/hold`, hall.report([stays, (await some(1))[0]!]));
    const elsewhere = { code: 'case-not-on-agenda', errors: [{ pointer: '/cases/1/complaintId' }] };
    expect(stranger).toMatchObject({ status: 422, body: elsewhere });
    const { body } = await hall.posted(clerk(), `${url}/hold`, hall.report([stays, answered]));
    expect(body.acts).toMatchObject([{ caseId: stays, kind: 'meetingHeld' }]);
    expect(body.skipped).toEqual(
      [
        { complaintId: answered, status: 'replied' },
        { complaintId: withdrawn, status: 'withdrawn' },
      ].sort((a, b) => (a.complaintId < b.complaintId ? -1 : 1)),
    );
    expect(await statesOf(url)).toEqual({ [stays]: 'held', [answered]: 'skipped', [withdrawn]: 'skipped' });
    expect(await statusesOf([stays, answered, withdrawn])).toEqual(['meeting-held', 'replied', 'withdrawn']);
  });

  it('leaves the list of those to be held when its only case is withdrawn', async () => {
    const { caseId, act, url } = await hall.convened();
    const convened = () => clerk().get(`/v1/joint-meetings?state=convened&complaintId=${caseId}`);
    expect((await convened()).body.items).toHaveLength(1);
    await hall.withdraw(caseId);
    expect((await convened()).body.items).toEqual([]);
    const lapsed = await clerk().get('/v1/joint-meetings?state=lapsed&limit=1');
    expect(lapsed.body.items).toMatchObject([{ meetingId: act.meetingId, cases: [{ state: 'moved-on' }] }]);
    for (const [path, body] of Object.entries({ hold: hall.report([caseId]), cancel: { reason: '撤回' } })) {
      expect(await clerk().post(`${url}/${path}`, body)).toMatchObject({
        status: 409,
        body: { code: 'meeting-lapsed' },
      });
    }
  });

  it('may be held again for a case, also while that is dispatched', async () => {
    const { caseId, url } = await hall.convened();
    await hall.posted(clerk(), `${url}/hold`, hall.report([caseId]));
    await hall.dispatch(caseId);
    const second = await hall.convened([caseId]);
    expect(second.act.acts).toMatchObject([{ status: 'dispatched' }]);
    const other = await clerk().post(`${second.url}/hold`, hall.report([caseId], { leadDepartment: 'bdc' }));
    const errors = [{ pointer: '/cases/0/leadDepartment' }];
    expect(other).toMatchObject({ status: 422, body: { code: 'lead-differs', errors } });
    const { body } = await hall.posted(clerk(), `${second.url}/hold`, hall.report([caseId]));
    expect(body.acts).toMatchObject([{ kind: 'meetingHeld', status: 'dispatched' }]);
    expect((await clerk().get(`/v1/joint-meetings?complaintId=${caseId}`)).body.items).toHaveLength(2);
  });

  it('is not lost when the slips that were out are taken back before it is held', async () => {
    const { caseId, url } = await hall.convened();
    await hall.posted(clerk(), `${url}/hold`, hall.report([caseId]));
    await hall.dispatch(caseId);
    const second = await hall.convened([caseId]);
    const detail = { dispatchId: '00000000-0000-4000-8000-00000000d15b', department: 'scjg' };
    await hall.cases.act(caseId, 'recalled', { detail, to: 'meeting-held' });
    await hall.posted(clerk(), `${second.url}/hold`, hall.report([caseId], { leadDepartment: 'bdc' }));
    expect(await hall.caseOf(caseId)).toMatchObject({ status: 'meeting-held', lead: 'bdc' });
  });

  it('is taken in by two at the same moment without waiting for each other for ever', async () => {
    const ids = await some(4);
    const [first, second] = await Promise.all([hall.convened(ids.slice(0, 2)), hall.convened(ids.slice(2))]);
    const answers = await Promise.all([
      clerk().post(`${first.url}/cases/${ids[0]}/remove`, { reason: '移出' }),
      clerk().post(`${first.url}/hold`, hall.report(ids.slice(0, 2))),
      clerk().post(`${second.url}/cancel`, { reason: '取消' }),
      clerk().post(`${second.url}/hold`, hall.report(ids.slice(2))),
    ]);
    expect(answers.map(({ status }) => status).every((status) => [200, 409, 422].includes(status))).toBe(true);
    expect(
      answers
        .slice(2)
        .map(({ status }) => status)
        .sort(),
    ).toEqual([200, 409]);
  });

  describe('departments', () => {
    it('answer the invitation, and may change their mind until the meeting is held', async () => {
      const { ids, url } = await hall.convened();
      const bdc = hall.department('bdc');
      const answer = (body: object, who = bdc) => who.post(`${url}/answer`, body);
      expect(await answer({ answer: 'decline', reason: '当天有会' })).toMatchObject({
        status: 200,
        body: { version: 2 },
      });
      hall.clock.set('2026-03-02T02:00:00.000Z');
      await answer({ answer: 'delegate' }, hall.app.as('department-system', { department: 'bdc' }));
      hall.clock.set(NOW);
      await answer({ answer: 'attend' }, hall.department('scjg'));
      expect((await answer({ answer: 'attend' }, hall.department('ga'))).status).toBe(404);
      const other = hall.department('bdc', { jurisdiction: '370403' });
      expect((await answer({ answer: 'attend' }, other)).status).toBe(404);

      const ofBdc = [
        { answer: 'decline', reason: '当天有会', by: 'bdc-person', byName: 'bdc-person', at: NOW },
        {
          answer: 'delegate',
          reason: null,
          by: 'department-system-1',
          byName: 'department-system-1',
          at: '2026-03-02T02:00:00.000Z',
        },
      ];
      const ofScjg = [{ answer: 'attend', reason: null, by: 'scjg-person', byName: 'scjg-person', at: NOW }];
      const answersIn = (body: any) => body.invitations.map(({ answers }: any) => answers);
      expect(answersIn(await shown(url))).toEqual([ofBdc, ofScjg, []]);
      expect(answersIn((await bdc.get(url)).body)).toEqual([ofBdc, [], []]);

      await hall.posted(clerk(), `${url}/hold`, hall.report(ids));
      expect(await answer({ answer: 'attend' })).toMatchObject({ status: 409, body: { code: 'meeting-already-held' } });
    });

    it('see the meetings that they are called to or convene, and no others', async () => {
      const { act, url } = await hall.convened(undefined, { departments: ['mz', 'gjj'], convener: 'mz' });
      for (const department of ['mz', 'gjj']) {
        const list = await hall.department(department).get('/v1/joint-meetings');
        expect(list.body.items.map((item: any) => item.meetingId)).toEqual([act.meetingId]);
        expect((await hall.department(department).get(url)).headers['etag']).toBe('"1"');
      }
      expect((await hall.department('jt').get(url)).body.code).toBe('meeting-not-found');
      expect((await hall.department('jt').get('/v1/joint-meetings')).body.items).toEqual([]);
    });

    it('convene for the cases that they lead, and run that meeting', async () => {
      const { caseId, url } = await hall.convened();
      await hall.posted(clerk(), `${url}/hold`, hall.report([caseId]));
      const stranger = await hall.cases.accept('complex');
      const scjg = hall.department('scjg');
      const order = (ids: string[]) => hall.order(ids, { convener: 'scjg' });
      expect((await scjg.post('/v1/joint-meetings', order([stranger]))).body.code).toBe('complaint-not-found');
      expect(
        (await hall.department('bdc').post('/v1/joint-meetings', hall.order([caseId], { convener: 'bdc' }))).status,
      ).toBe(404);
      const office = await scjg.post('/v1/joint-meetings', hall.order([caseId]));
      expect(office).toMatchObject({
        status: 422,
        body: { code: 'convener-not-own', errors: [{ pointer: '/convener' }] },
      });
      const convened = await hall.posted(scjg, '/v1/joint-meetings', order([caseId]));
      const own = `/v1/joint-meetings/${convened.body.meetingId}`;
      expect((await hall.actsOf(caseId)).at(-1)).toMatchObject({ kind: 'meetingConvened', role: 'department' });
      expect((await scjg.post(`${own}/cases`, { complaintIds: [stranger] })).status).toBe(404);
      const bdc = hall.department('bdc');
      expect(await bdc.post(`${own}/hold`, hall.report([caseId]))).toMatchObject({
        status: 403,
        body: { code: 'not-convener' },
      });
      expect((await bdc.patch(own, { place: '别处' }, { 'if-match': '"1"' })).status).toBe(403);
      expect((await hall.department('jt').post(`${own}/cancel`, { reason: '无关' })).status).toBe(404);
      await hall.posted(bdc, `${own}/answer`, { answer: 'attend' });
      expect((await scjg.get(own)).body.invitations[0].answers).toHaveLength(1);
      await hall.posted(scjg, `${own}/hold`, hall.report([caseId]));
      expect((await hall.caseOf(caseId)).status).toBe('meeting-held');
    });

    it('named as convener by the office run the meeting', async () => {
      const { ids, caseId, url } = await hall.convened(undefined, { convener: 'bdc' });
      expect((await hall.department('scjg').post(`${url}/hold`, hall.report(ids))).status).toBe(403);
      await hall.posted(hall.department('bdc'), `${url}/hold`, hall.report(ids));
      expect((await hall.caseOf(caseId)).status).toBe('meeting-held');
    });

    it('never read who complained of their conduct', async () => {
      const conduct = conductOf('bdc');
      const caseId = await hall.cases.accept('complex', conduct);
      const named = (what: string) => `${what}：王小明（138-0000-0000）`;
      const { url } = await hall.convened([caseId], { agenda: named('研究') });
      const commitments = [{ department: 'bdc', text: named('致歉'), workingDays: 2 }];
      const report = hall.report([caseId], { decisions: named('议定'), commitments });
      await hall.posted(clerk(), `${url}/hold`, { ...report, minutes: named('纪要') });
      const ofAccused = await hall.department('bdc').get(url);
      const list = await hall.department('bdc').get('/v1/joint-meetings/commitments');
      for (const { body } of [ofAccused, list]) {
        expect(JSON.stringify(body)).not.toMatch(/王小明|138-?0000/);
      }
      expect(ofAccused.body).toMatchObject({
        minutes: '纪要：反映人（＊＊＊）',
        cases: [{ decisions: '议定：反映人（＊＊＊）' }],
      });
      expect(await shown(url)).toMatchObject({ minutes: named('纪要'), agenda: named('研究') });
      expect((await hall.department('scjg').get(url)).body.minutes).toBe(named('纪要'));
    });
  });
});
