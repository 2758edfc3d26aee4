import { possibleDuplicates } from '@bancheng/contracts/http/duplicates';
import { complaintView } from '@bancheng/contracts/http/complaints';
import { registered } from '@bancheng/contracts/http/registration';
import { FORM, MONDAY, problem, Reception } from '../test/reception.js';

/** The same matter as `FORM`'s in other words, and another matter altogether. */
const RETOLD = { record: '食品经营许可跑了三次窗口，都不受理。', claim: '尽快办理许可' };
const OTHER = { record: '给老人换发社保卡，银行和社保局互相推，半年没领到。', claim: '明确谁负责，把卡发下来' };

describe('查重、并单、重复反映', () => {
  let reception: Reception;
  let people = 0;

  beforeAll(async () => {
    reception = await Reception.open();
  });
  afterAll(() => reception.close());
  beforeEach(() => {
    reception.clock.set(MONDAY);
    people += 1;
  });

  /** A citizen of this test alone. */
  const person = () => ({ name: `测试${people}`, phone: `1380000${String(people).padStart(4, '0')}` });
  const register = (form: object = {}, who = {}) => reception.register({ ...person(), ...form }, who);
  const clerk = (who = {}) => reception.app.as('clerk', who);
  const read = async (id: string) => complaintView.parse((await clerk().get(`/v1/complaints/${id}`)).body);
  const duplicatesOf = async (id: string, who = {}) =>
    possibleDuplicates.parse((await clerk(who).get(`/v1/complaints/${id}/duplicates`)).body);
  const merge = (id: string, into: string) => reception.act(id, 'merge', { into });
  const status = async ({ number, queryCode }: { number: string; queryCode: string }) =>
    (await reception.app.anyone.post('/v1/public/status', { number, queryCode })).body;

  async function close(id: string): Promise<void> {
    for (const [kind, to] of [
      ['declined', undefined],
      ['followUpOpened', 'followed-up'],
    ] as const) {
      const detail = kind === 'declined' ? { reason: 'petition' } : { excluded: 'anonymous' };
      await reception.cases.act(id, kind, { detail, ...(to && { to }) } as never);
    }
    await reception.cases.act(id, 'closed', { detail: {}, patch: { closedAt: reception.clock.now() } });
  }

  describe('查重', () => {
    it('shows the clerk at registration a like matter of the same phone or name, the likest first', async () => {
      const same = await register();
      await register(OTHER);
      const byName = await register({ ...RETOLD, name: `測 試${people}`, phone: '13911112222' });
      const answer = registered.parse(await register({ ...RETOLD, phone: `+86 ${person().phone}` }));
      expect(answer.duplicates).toEqual({
        notSearched: null,
        items: [
          expect.objectContaining({ complaintId: byName.id, why: ['name'], likeness: 1 }),
          {
            complaintId: same.id,
            number: same.number,
            status: 'registered',
            statusLabel: '已登记，待受理',
            registeredAt: same.registeredAt,
            why: ['phone', 'name'],
            likeness: expect.any(Number) as number,
          },
        ],
      });
      expect(same.duplicates.items).toEqual([]);
      expect((await duplicatesOf(same.id)).items.map((item) => item.complaintId).toSorted()).toEqual(
        [byName.id, answer.id].toSorted(),
      );
    });

    it('finds by what stands on the slip now', async () => {
      const one = await register();
      const other = await register({ name: '测试别名', phone: '13911113333' });
      expect((await duplicatesOf(other.id)).items).toEqual([]);
      await clerk().patch(
        `/v1/complaints/${other.id}`,
        { reason: '电话记错', phone: person().phone },
        { 'if-match': '"1"' },
      );
      expect((await duplicatesOf(other.id)).items).toMatchObject([{ complaintId: one.id, why: ['phone'] }]);
    });

    it('covers all open cases of a person, those behind ten later ones too, and shows the twenty likest', async () => {
      const oldest = await register();
      for (let n = 0; n < 11; n += 1) await register(OTHER);
      expect((await register(RETOLD)).duplicates.items).toMatchObject([{ complaintId: oldest.id }]);
      for (let n = 0; n < 20; n += 1) await register();
      const { items } = (await register()).duplicates;
      expect(items).toHaveLength(20);
      expect(items.every((one: { likeness: number }) => one.likeness === 1)).toBe(true);
    });

    it('says that an anonymous report was not compared', async () => {
      const answer = await reception.register({ anonymous: true, name: null, phone: null });
      expect(answer.duplicates).toEqual({ items: [], notSearched: 'anonymous' });
    });

    it('does not fail a registration when it can’t look', async () => {
      const reading = 'select on casebook.particulars';
      await reception.app.ownerQuery(`revoke ${reading} from bancheng_intake`);
      try {
        expect((await register()).duplicates).toEqual({ items: [], notSearched: 'unavailable' });
      } finally {
        await reception.app.ownerQuery(`grant ${reading} to bancheng_intake`);
      }
      const again = await register(RETOLD);
      expect(again.duplicates.items).toHaveLength(1);
    });

    it('tells nothing of other people’s cases to the platform, another jurisdiction, or the accused', async () => {
      await register({ matterKinds: ['conduct'], accused: [{ department: 'scjg' }] });
      const platform = { subject: 'platform-sd' };
      const client = await reception.app
        .as('platform-client', platform)
        .post('/v1/complaints', { ...FORM, ...person(), channel: 'platform' });
      expect(client.body.duplicates).toBeNull();
      const foreign = await register({}, { jurisdiction: '370403' });
      expect(foreign.duplicates).toEqual({ items: [], notSearched: null });
      expect(await clerk().get(`/v1/complaints/${foreign.id}/duplicates`)).toEqual(problem(404, 'complaint-not-found'));

      const own = await register({ matterKinds: ['conduct'], accused: [{ department: 'scjg' }] });
      const accused = { subject: 'clerk-9', department: 'scjg' };
      expect(await duplicatesOf(own.id, accused)).toEqual({ items: [], notSearched: 'identity-withheld' });
      expect((await register({}, accused)).duplicates.items).toMatchObject([{ complaintId: client.body.id }]);
    });
  });

  describe('并单', () => {
    it('puts the later case under the first number, out of the worklist and beside the first', async () => {
      const first = await register();
      const later = await register(RETOLD);
      const answer = await merge(later.id, first.id);
      expect(answer).toMatchObject({ status: 200, body: { kind: 'merged', status: 'merged', clocks: [] } });
      const view = await read(later.id);
      expect(view).toMatchObject({ number: later.number, first: { complaintId: first.id, number: first.number } });
      expect(view.clocks).toMatchObject([{ clockId: 'acceptance', endedAt: null }]);
      expect((await read(first.id)).merged).toMatchObject([{ complaintId: later.id, status: 'merged' }]);
      const { body } = await clerk().get('/v1/worklists/open?limit=100');
      const listed = body.items.map((item: { id: string }) => item.id);
      expect([listed.includes(first.id), listed.includes(later.id)]).toEqual([true, false]);
      expect((await duplicatesOf(first.id)).items).toEqual([]);
    });

    it('answers whoever asks for the merged case with the first one’s status and replies', async () => {
      const first = await register();
      const later = await register(RETOLD);
      await merge(later.id, first.id);
      await reception.act(first.id, 'answer', { answer: '已当场出具许可' });
      expect((await read(later.id)).first).toMatchObject({
        status: 'answered',
        answers: [{ kind: 'answer', body: '已当场出具许可' }],
        clocks: expect.arrayContaining([expect.objectContaining({ clockId: 'case' })]) as unknown,
      });
      const asked = await status(later);
      expect(asked).toEqual({
        ...(await status(first)),
        number: later.number,
        registeredAt: later.registeredAt,
        acceptanceDueAt: later.acceptanceDueAt,
        mergedInto: first.number,
      });
      expect(asked).toMatchObject({ status: '已当场答复', answers: [{ body: '已当场出具许可' }] });
    });

    it('shows a department of the first case nothing of the others', async () => {
      const first = await register();
      const later = await register(RETOLD);
      await reception.accept(first.id);
      await merge(later.id, first.id);
      await reception.dispatch(first.id, 'scjg');
      const department = reception.app.as('department');
      expect((await department.get(`/v1/complaints/${first.id}`)).body).toMatchObject({ first: null, merged: [] });
      expect(await department.get(`/v1/complaints/${later.id}`)).toEqual(problem(404, 'complaint-not-found'));
      expect((await department.get(`/v1/complaints/${first.id}/duplicates`)).status).toBe(403);
    });

    it('goes back to where it stood, with its clock as it ran on', async () => {
      const first = await register();
      const later = await register(RETOLD);
      await reception.accept(later.id);
      await merge(later.id, first.id);
      reception.clock.set('2026-03-05T09:00:00+08:00');
      expect(await read(later.id)).toMatchObject({ status: 'merged', overdue: false });
      const answer = await reception.act(later.id, 'unmerge', { reason: '不是同一件事' });
      expect(answer).toMatchObject({ status: 200, body: { kind: 'unmerged', status: 'accepted' } });
      const view = await read(later.id);
      expect(view).toMatchObject({ first: null, overdue: true });
      expect((await read(first.id)).merged).toEqual([]);
      const { body } = await clerk().get(`/v1/complaints/${later.id}/timeline`);
      expect(body.items.slice(-2)).toMatchObject([
        { kind: 'merged', detail: { into: first.id } },
        { kind: 'unmerged', detail: { from: first.id }, texts: [{ kind: 'unmerge-reason', body: '不是同一件事' }] },
      ]);
      expect((await merge(later.id, first.id)).status).toBe(200);
    });

    it('needs the same name and phone of both, openly, or the clerk’s word after reading both, which is recorded', async () => {
      const first = await register();
      const others = [
        await register({ name: '另一人' }),
        await register({ phone: '13722223333' }),
        await register({ confidential: true }),
        await register({ matterKinds: ['conduct'], accused: [{ department: 'scjg' }] }),
        await reception.register({ name: undefined, phone: undefined, anonymous: true }),
      ];
      for (const { id } of others) {
        expect(await merge(id, first.id)).toEqual(problem(422, 'same-person-unconfirmed'));
        const half = { into: first.id, confirmation: { samePerson: true } };
        expect(await reception.act(id, 'merge', half)).toEqual(problem(400, 'request-invalid'));
        expect((await read(id)).status).toBe('registered');
        const confirmed = { into: first.id, confirmation: { samePerson: true, bothRead: true } };
        expect((await reception.act(id, 'merge', confirmed)).status).toBe(200);
      }
      const plain = await register();
      await merge(plain.id, first.id);
      const said = await reception.app.ownerQuery(
        "select detail from casebook.act where kind = 'merged' and case_id = any($1) order by case_id",
        [[others[0]!.id, plain.id]],
      );
      expect(said).toEqual([true, false].map((confirmed) => ({ detail: { into: first.id, confirmed } })));
    });

    it('is refused into itself, a later number, a case that is over or merged, and by a case others are under', async () => {
      const [first, middle, last] = [await register(), await register(), await register()];
      expect(await merge(first.id, first.id)).toEqual(
        problem(422, 'merge-into-itself', [expect.objectContaining({ pointer: '/into' })]),
      );
      expect(await merge(first.id, last.id)).toEqual(problem(409, 'not-the-first'));
      await merge(last.id, middle.id);
      expect(await merge(middle.id, first.id)).toEqual(problem(409, 'has-merged'));
      const refused = await reception.act(last.id, 'accept', { type: 'general' });
      expect(refused).toMatchObject({ status: 409, body: { caseStatus: 'merged', goesOn: middle.number } });
      expect(refused.body.detail).toContain(`已并入 ${middle.number}`);
      const another = await register();
      expect(await merge(another.id, last.id)).toEqual(problem(409, 'first-not-open'));
      await close(first.id);
      expect(await merge(another.id, first.id)).toEqual(problem(409, 'first-not-open'));
      const foreign = await register({}, { jurisdiction: '370403' });
      expect(await merge(another.id, foreign.id)).toEqual(problem(404, 'complaint-not-found'));
      expect(await merge(foreign.id, first.id)).toEqual(problem(404, 'complaint-not-found'));
      expect(await reception.act(another.id, 'unmerge', { reason: '误点' })).toEqual(problem(409, 'not-allowed-now'));
      expect(await reception.act(another.id, 'merge', { into: middle.id }, { 'if-match': '"9"' })).toEqual(
        problem(412, 'stale-version'),
      );
    });

    it('makes no ring or chain of merges that come at the same moment', async () => {
      const [first, middle, last] = [await register(), await register(), await register()];
      const answers = await Promise.all([merge(last.id, middle.id), merge(middle.id, first.id)]);
      expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 409]);
      const into = await Promise.all(
        [first, middle, last].map(async ({ id }) => (await reception.row(id)).merged_into),
      );
      expect([
        [null, null, middle.id],
        [null, first.id, null],
      ]).toContainEqual(into);
    });

    it.each(['by the clerk', 'by the citizen'])('is undone when the first case is withdrawn %s', async (how) => {
      const first = await register();
      const [one, other] = [await register(RETOLD), await register(RETOLD)];
      await merge(one.id, first.id);
      await merge(other.id, first.id);
      if (how === 'by the clerk') await reception.act(first.id, 'withdraw', { confirmedBy: 'phone' });
      else {
        const asked = { number: first.number, queryCode: first.queryCode };
        const merged = { number: one.number, queryCode: one.queryCode };
        const citizen = reception.app.anyone;
        expect(await citizen.post('/v1/public/withdraw', merged)).toEqual(problem(409, 'merged-case'));
        const { confirmation } = (await citizen.post('/v1/public/withdraw', asked)).body;
        await citizen.post('/v1/public/withdraw', { ...asked, confirmation });
      }
      for (const { id } of [one, other]) {
        expect(await reception.row(id)).toMatchObject({ status: 'registered', merged_into: null });
        const owed = await reception.app.ownerQuery<{ target: string }>(
          `select d.target from casebook.delivery d join casebook.act a using (case_id, seq)
           where a.case_id = $1 and a.kind = 'unmerged' order by d.target`,
          [id],
        );
        expect(owed.map(({ target }) => target)).toEqual(['kafka', 'temporal']);
      }
      expect((await read(first.id)).merged).toEqual([]);
    });

    it('leaves nothing under a case that is withdrawn at the same moment', async () => {
      for (let round = 0; round < 12; round += 1) {
        const [first, later] = [await register(), await register()];
        const withdraw = () => reception.act(first.id, 'withdraw', { confirmedBy: 'phone' });
        const both =
          round % 2 === 0 ? [merge(later.id, first.id), withdraw()] : [withdraw(), merge(later.id, first.id)];
        const answers = (await Promise.all(both)).map((answer) => answer.status).toSorted();
        expect([[200, 200].join(), [200, 409].join()]).toContain(answers.join());
        expect(await reception.row(first.id)).toMatchObject({ status: 'withdrawn' });
        expect(await reception.row(later.id)).toMatchObject({ status: 'registered', merged_into: null });
      }
    });

    it('does not happen twice when it is asked for twice', async () => {
      const [first, later] = [await register(), await register()];
      const key = { 'idempotency-key': 'merge-once' };
      const answers = [];
      for (let n = 0; n < 2; n += 1) answers.push(await reception.act(later.id, 'merge', { into: first.id }, key));
      expect(answers[1]).toMatchObject({ status: 200, body: answers[0]!.body });
      expect((await reception.row(later.id)).seq).toBe(2);
    });
  });

  describe('重复反映', () => {
    const flag = (id: string, earlier: string) => reception.act(id, 'repeat-of', { earlier });

    it('is flagged against what was closed, once, and seen', async () => {
      const earlier = await register();
      const again = await register(RETOLD);
      expect(await flag(again.id, earlier.id)).toEqual(problem(409, 'earlier-not-closed'));
      await close(earlier.id);
      expect((await duplicatesOf(again.id)).items).toMatchObject([{ complaintId: earlier.id, status: 'closed' }]);
      expect(await flag(again.id, earlier.id)).toMatchObject({ status: 200, body: { kind: 'repeatFlagged' } });
      expect(await flag(again.id, earlier.id)).toEqual(problem(409, 'already-flagged'));
      expect((await read(again.id)).repeatOf).toMatchObject([{ complaintId: earlier.id, number: earlier.number }]);
    });

    it('is not flagged against a later case, or another jurisdiction’s', async () => {
      const [one, later] = [await register(), await register()];
      await close(later.id);
      expect(await flag(one.id, later.id)).toEqual(problem(409, 'not-the-first'));
      const foreign = await register({}, { jurisdiction: '370403' });
      expect(await flag(one.id, foreign.id)).toEqual(problem(404, 'complaint-not-found'));
    });
  });
});
