import { randomUUID } from 'node:crypto';
import { casebookMigrations } from '@bancheng/casebook';
import type { FiledClass } from '@bancheng/contracts/http/archive';
import { startClock } from '@bancheng/domain';
import { FakeClock, startServiceApp, TestCases, type ServiceApp, type TestMatter } from '@bancheng/testing';
import { ArchiveCase } from './application/archive-case.use-case.js';
import { ArchiveModule } from './archive.module.js';
import { archiveMigrations } from './migrations/index.js';

describe('归档', () => {
  const clock = new FakeClock('2026-03-02T09:00:00+08:00');
  let app: ServiceApp;
  let cases: TestCases;
  const archiving = (caseId: string, round = 1) => app.provider(ArchiveCase).execute(caseId, round);

  beforeAll(async () => {
    app = await startServiceApp({
      module: ArchiveModule,
      services: ['archive'],
      migrations: [casebookMigrations, archiveMigrations],
      clock,
    });
    cases = await TestCases.on(app.database.ownerUrl, clock);
  });

  afterAll(async () => {
    await cases.close();
    await app.close();
  });

  beforeEach(() => clock.set('2026-03-02T09:00:00+08:00'));

  async function followUpAndClose(caseId: string): Promise<string> {
    await cases.act(caseId, 'followUpOpened', { detail: { excluded: null }, to: 'follow-up' });
    await cases.act(caseId, 'graded', { detail: { grade: 'satisfied' }, to: 'followed-up' });
    await cases.act(caseId, 'closed', { detail: {}, patch: { closedAt: clock.now() } });
    return caseId;
  }

  async function closed(matter: TestMatter = {}, type: 'simple' | 'general' | 'complex' = 'general'): Promise<string> {
    return followUpAndClose(await cases.reply(type, 'scjg', matter));
  }

  async function numberOf(caseId: string): Promise<string> {
    const { body } = await app.as('clerk').get(`/v1/archives/${caseId}`);
    return body.catalogueNumber;
  }

  describe('by the engine', () => {
    it('files what was merged under another case by itself, for as long as that one is kept', async () => {
      const first = await closed({}, 'complex');
      const merged = await cases.register();
      await cases.act(merged, 'merged', { detail: { into: first }, patch: { mergedInto: first } });
      await cases.act(merged, 'closed', { detail: {}, patch: { closedAt: clock.now() } });
      expect(await archiving(merged)).toMatchObject({ refused: null, acts: [{ kind: 'archived' }] });
      const { body } = await app.as('clerk').get(`/v1/archives/${merged}`);
      expect(body).toMatchObject({ retention: 'permanent', catalogueNumber: expect.stringContaining('-Y-') as string });
      const absence = (name: string) => body.classes.find((one: FiledClass) => one.class === name).absence;
      expect(absence('follow-up-record')).toEqual({ code: 'merged', reason: '已并入首件，见首件案卷' });
    });

    it('gives one number, however often it is asked', async () => {
      const jurisdiction = '370401';
      const caseId = await closed({ jurisdiction });
      const first = await archiving(caseId);
      clock.set('2026-03-02T10:00:00+08:00');
      expect(await archiving(caseId)).toEqual(first);
      expect(first).toMatchObject({ refused: null, acts: [{ seq: 8, kind: 'archived', status: 'archived' }] });
      expect(
        await app.ownerQuery('select detail from casebook.act where case_id = $1 and kind = $2', [caseId, 'archived']),
      ).toEqual([
        {
          detail: {
            catalogueNumber: '370401-BBCS-2026-D30-00001',
            retention: '30-years',
            absentClasses: ['extension-papers', 'leader-instruction', 'meeting-material', 'briefing', 'other'],
          },
        },
      ]);
      await archiving(await closed({ jurisdiction }));
      expect(
        await app.ownerQuery('select last from archive.catalogue_counter where jurisdiction = $1', [jurisdiction]),
      ).toEqual([{ last: 2 }]);
    });

    it('numbers twenty at once without gap or repeat, through all retention periods, each asked twice', async () => {
      const jurisdiction = '370402';
      const ids: string[] = [];
      for (let index = 0; index < 20; index++) {
        ids.push(await closed({ jurisdiction }, (['simple', 'general', 'complex'] as const)[index % 3]!));
      }
      const answers = await Promise.all([...ids, ...ids].map((caseId) => archiving(caseId)));
      for (const answer of answers) expect(answer).toMatchObject({ refused: null, acts: [{ kind: 'archived' }] });
      const rows = await app.ownerQuery<{ sequence: number; catalogue_number: string }>(
        'select sequence, catalogue_number from archive.case_file where jurisdiction = $1 order by sequence',
        [jurisdiction],
      );
      expect(rows.map((row) => row.sequence)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
      const codes = new Set(rows.map((row) => row.catalogue_number.split('-')[3]));
      expect([...codes].sort()).toEqual(['D10', 'D30', 'Y']);
    });

    it('takes back the number of an archiving that fails', async () => {
      const jurisdiction = '370403';
      const [failing, next] = [await closed({ jurisdiction }), await closed({ jurisdiction })];
      // The outbox refuses a second event of the same sequence: the act fails after the number was taken.
      await app.ownerQuery(
        `insert into casebook.outbox (id, aggregatetype, aggregateid, type, payload, case_id, seq)
         values (gen_random_uuid(), 'complaint', $1::text, 'x', '{}', $1::uuid, 8)`,
        [failing],
      );
      await expect(archiving(failing)).rejects.toThrow();
      await archiving(next);
      await app.ownerQuery('delete from casebook.outbox where case_id = $1 and seq = 8', [failing]);
      await archiving(failing);
      expect(await numbersIn(jurisdiction)).toEqual(['370403-BBCS-2026-D30-00001', '370403-BBCS-2026-D30-00002']);
    });

    it('counts a file to the year its case was closed in, in Shanghai', async () => {
      const jurisdiction = '370404';
      clock.set('2026-12-31T15:59:59.000Z');
      const old = await closed({ jurisdiction });
      clock.set('2026-12-31T16:00:00.000Z');
      const fresh = await closed({ jurisdiction });
      await archiving(fresh);
      await archiving(old);
      expect(await numbersIn(jurisdiction)).toEqual(['370404-BBCS-2026-D30-00001', '370404-BBCS-2027-D30-00001']);
    });

    it('answers a refusal where the row says no', async () => {
      expect(await archiving(await cases.reply('general'))).toEqual({ acts: [], refused: 'not-allowed-now' });
      expect(await archiving(randomUUID())).toEqual({ acts: [], refused: 'complaint-not-found' });
    });

    async function numbersIn(jurisdiction: string): Promise<string[]> {
      const rows = await app.ownerQuery<{ catalogue_number: string }>(
        'select catalogue_number from archive.case_file where jurisdiction = $1 order by year, sequence',
        [jurisdiction],
      );
      return rows.map((row) => row.catalogue_number);
    }
  });

  describe('file', () => {
    const classOf = (body: { classes: FiledClass[] }, name: string) => body.classes.find((one) => one.class === name);

    it('says of an open case what there is so far', async () => {
      const caseId = await cases.accept('complex');
      const { body } = await app.as('clerk').get(`/v1/archives/${caseId}`);
      expect(body).toMatchObject({ status: 'accepted', final: false, catalogueNumber: null, retention: null });
      expect(classOf(body, 'registration-slip')!.acts.map((act) => act.kind)).toEqual(['registered', 'accepted']);
      expect(classOf(body, 'dispatch-slip')!.absence).toEqual({ code: 'not-yet', reason: '尚未办到这一步' });
    });

    it('is final once archived, and names the kinds of text but never the texts', async () => {
      const caseId = await closed();
      await app.ownerQuery(
        `insert into casebook.shared_text (case_id, seq, kind, body) values ($1, 4, 'reply', '已为王小明办结')`,
        [caseId],
      );
      const draft = await app.as('leader').get(`/v1/archives/${caseId}`);
      await archiving(caseId);
      const { status, body } = await app.as('leader').get(`/v1/archives/${caseId}`);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        complaintId: caseId,
        status: 'archived',
        final: true,
        retention: '30-years',
        archivedAt: '2026-03-02T01:00:00.000Z',
        classes: draft.body.classes,
      });
      expect(draft.body.final).toBe(false);
      expect(classOf(body, 'reply')!.acts).toEqual([
        { seq: 4, kind: 'replied', at: '2026-03-02T01:00:00.000Z', texts: ['reply'] },
      ]);
      expect(JSON.stringify(body)).not.toContain('王小明');
      for (const one of body.classes as FiledClass[]) expect(one.absence?.code).not.toBe('not-yet');
    });

    it('tells declined, answered and anonymous matters apart', async () => {
      const declined = await cases.register();
      await cases.act(declined, 'declined', { detail: { reason: 'petition' } });
      const answered = await cases.register({ anonymous: true });
      await cases.act(answered, 'answeredOnTheSpot', { detail: { type: 'simple' }, patch: { type: 'simple' } });
      await cases.act(answered, 'followUpOpened', { detail: { excluded: 'anonymous' }, to: 'followed-up' });
      await followUpAndClose(declined);
      await cases.act(answered, 'closed', { detail: {}, patch: { closedAt: clock.now() } });
      await archiving(declined);
      await archiving(answered);
      const read = async (caseId: string) => (await app.as('admin').get(`/v1/archives/${caseId}`)).body;
      const [one, other] = [await read(declined), await read(answered)];
      expect(one).toMatchObject({ final: true, retention: '10-years' });
      expect(classOf(one, 'dispatch-slip')!.absence!.reason).toBe('不予受理，无此材料');
      expect(classOf(other, 'dispatch-slip')!.absence!.reason).toBe('当场答复，无转办');
      expect(classOf(other, 'follow-up-record')!.absence!.reason).toBe('匿名反映，无法回访');
    });

    it('is for clerks, leaders and admins of the jurisdiction', async () => {
      const caseId = await closed();
      const url = `/v1/archives/${caseId}`;
      const stranger = await app.as('clerk', { jurisdiction: '370499' }).get(url);
      expect(stranger).toMatchObject({ status: 404, body: { code: 'complaint-not-found' } });
      for (const role of ['department', 'follow-up-officer', 'supervisor'] as const) {
        expect((await app.as(role).get(url)).status).toBe(403);
      }
      expect((await app.as('clerk').get(`/v1/archives/${randomUUID()}`)).status).toBe(404);
      expect((await app.as('clerk').get('/v1/archives/BBCS-370406-2026-00001')).status).toBe(400);
      expect((await app.anyone.get(url)).status).toBe(401);
    });
  });

  describe('again after a reopening', () => {
    const open = (caseId: string) => app.as('clerk').get(`/v1/archives/${caseId}`);
    const slips = (body: { classes: FiledClass[] }) => body.classes.find((one) => one.class === 'dispatch-slip')!;

    /** Taken up again and dispatched once more, as `type`; not closed yet. */
    async function reopened(caseId: string, type: 'general' | 'complex'): Promise<void> {
      const at = clock.now();
      const deadline = { dueAt: at, yellowAt: null, provisional: false, calendarVersion: 'test' };
      const started = startClock({ clockId: 'case:2', kind: 'case', department: null }, at, deadline);
      await cases.act(caseId, 'reopened', {
        detail: { round: 1, clockId: 'case:2', previousClockId: null, type },
        clocks: [{ ...started, reopening: true }],
        patch: { type, closedAt: null },
      });
      const slip = { dispatchId: randomUUID(), department: 'scjg' };
      await cases.act(caseId, 'dispatched', {
        detail: {
          dispatches: [{ ...slip, requirement: 'two-working-days', lead: true, dueAt: at }],
          departments: ['scjg'],
        },
      });
      const reply = { ...slip, outcome: 'solved', final: true, late: false } as const;
      await cases.act(caseId, 'replied', { detail: reply, to: 'replied' });
    }

    it('keeps its number and has the papers of both times; the first filing stays', async () => {
      clock.set('2025-12-31T09:00:00+08:00');
      const caseId = await closed({ jurisdiction: '370411' });
      const first = await archiving(caseId);
      clock.set('2026-01-05T09:00:00+08:00');
      await reopened(caseId, 'general');
      const clerk = app.as('clerk', { jurisdiction: '370411' });
      const between = (await clerk.get(`/v1/archives/${caseId}`)).body;
      expect(between).toMatchObject({ status: 'replied', final: false, catalogueNumber: '370411-BBCS-2025-D30-00001' });
      expect(slips(between).acts).toHaveLength(2);
      await followUpAndClose(caseId);
      expect(await archiving(caseId)).toEqual(first);
      expect(await archiving(caseId, 3)).toEqual({ acts: [], refused: 'round-not-due' });
      const second = await archiving(caseId, 2);
      expect(await archiving(caseId, 2)).toEqual(second);
      expect(second).toMatchObject({ refused: null, acts: [{ kind: 'archived', status: 'archived' }] });
      const { body } = await clerk.get(`/v1/archives/${caseId}`);
      expect(body).toMatchObject({
        final: true,
        catalogueNumber: '370411-BBCS-2025-D30-00001',
        archivedAt: '2026-01-05T01:00:00.000Z',
      });
      expect(slips(body).acts).toHaveLength(2);
      const filings = await app.ownerQuery<{ filing: number; classes: FiledClass[] }>(
        'select filing, classes from archive.case_file where case_id = $1 order by filing',
        [caseId],
      );
      expect(filings.map((one) => [one.filing, slips(one).acts.length])).toEqual([
        [1, 1],
        [2, 2],
      ]);
      const { items } = (await clerk.get('/v1/archives')).body;
      expect(items).toMatchObject([{ complaintId: caseId, archivedAt: '2026-01-05T01:00:00.000Z' }]);
    });

    it('is kept as its type is, in its old place, when it had been declined', async () => {
      const caseId = await cases.register();
      await cases.act(caseId, 'declined', { detail: { reason: 'petition' } });
      await archiving(await followUpAndClose(caseId));
      const { catalogueNumber } = (await open(caseId)).body;
      expect(catalogueNumber).toMatch(/-D10-\d{5}$/);
      await reopened(caseId, 'complex');
      await archiving(await followUpAndClose(caseId), 2);
      expect((await open(caseId)).body).toMatchObject({
        retention: 'permanent',
        catalogueNumber: catalogueNumber.replace('D10', 'Y'),
      });
    });
  });

  describe('catalogue', () => {
    const jurisdiction = '370481';
    const numbers = (body: { items: { catalogueNumber: string }[] }) => body.items.map((item) => item.catalogueNumber);

    beforeAll(async () => {
      for (const day of ['2025-12-30', '2025-12-31', '2026-01-05', '2026-01-06', '2026-01-07']) {
        clock.set(`${day}T09:00:00+08:00`);
        await archiving(await closed({ jurisdiction }));
      }
    });

    it('comes page by page, the latest first', async () => {
      const person = app.as('clerk', { jurisdiction });
      const seen: string[] = [];
      for (let cursor = ''; ;) {
        const { body } = await person.get(`/v1/archives?limit=2${cursor}`);
        seen.push(...numbers(body));
        if (body.next === null) break;
        cursor = `&cursor=${body.next}`;
      }
      expect(seen).toEqual(
        ['2026-D30-00003', '2026-D30-00002', '2026-D30-00001', '2025-D30-00002', '2025-D30-00001'].map(
          (rest) => `370481-BBCS-${rest}`,
        ),
      );
    });

    it('comes for one year', async () => {
      const { body } = await app.as('leader', { jurisdiction }).get('/v1/archives?year=2025');
      expect(body.items[1]).toEqual({
        complaintId: expect.any(String) as string,
        number: 'BBCS-370481-2025-00001',
        catalogueNumber: '370481-BBCS-2025-D30-00001',
        type: 'general',
        retention: '30-years',
        archivedAt: '2025-12-30T01:00:00.000Z',
        absentClasses: ['extension-papers', 'leader-instruction', 'meeting-material', 'briefing', 'other'],
      });
      expect(body).toMatchObject({ items: { length: 2 }, next: null });
    });

    it('shows no other jurisdiction’s', async () => {
      const { body } = await app.as('admin', { jurisdiction: '370499' }).get('/v1/archives');
      expect(body).toEqual({ items: [], next: null });
    });

    it('refuses rubbish', async () => {
      const clerk = app.as('clerk');
      for (const query of ['year=MMXXVI', 'year=1e9', 'limit=0', 'limit=101', 'state=open']) {
        expect((await clerk.get(`/v1/archives?${query}`)).status).toBe(400);
      }
      const forged = Buffer.from(JSON.stringify({ year: 2026, sequence: 3_000_000_000 })).toString('base64url');
      expect((await clerk.get(`/v1/archives?cursor=${forged}`)).body.code).toBe('cursor-malformed');
    });
  });

  describe('retention', () => {
    it('starts from the defaults of every jurisdiction, and is edited by who saw it last', async () => {
      const admin = app.as('admin', { jurisdiction: '370405' });
      const url = '/v1/archives/retention/general';
      const first = await admin.get(url);
      expect(first).toMatchObject({
        status: 200,
        headers: { etag: '"1"' },
        body: { type: 'general', retention: '30-years' },
      });
      expect((await admin.put(url, { retention: 'permanent' })).status).toBe(428);
      const edited = await admin.put(url, { retention: 'permanent' }, { 'if-match': '"1"' });
      expect(edited).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: { retention: 'permanent' } });
      for (const stale of ['"1"', '"3"', '"999999999"']) {
        const refused = await admin.put(url, { retention: '10-years' }, { 'if-match': stale });
        expect(refused).toMatchObject({ status: 412, body: { code: 'stale-version' } });
      }
      expect((await admin.get(url)).body).toEqual({ type: 'general', retention: 'permanent' });
      const elsewhere = await app.as('admin', { jurisdiction: '370400' }).get(url);
      expect(elsewhere.body.retention).toBe('30-years');
    });

    it('is edited by one of two at the same moment', async () => {
      const admin = app.as('admin', { jurisdiction: '370407' });
      const edit = (retention: string) =>
        admin.put('/v1/archives/retention/simple', { retention }, { 'if-match': '"1"' });
      const answers = await Promise.all([edit('permanent'), edit('30-years')]);
      expect(answers.map((answer) => answer.status).sort()).toEqual([200, 412]);
    });

    it('holds for what is archived after the change; files keep theirs', async () => {
      const jurisdiction = '370408';
      const before = await closed({ jurisdiction });
      await archiving(before);
      const url = '/v1/archives/retention/general';
      await app.as('admin', { jurisdiction }).put(url, { retention: '10-years' }, { 'if-match': '"1"' });
      const after = await closed({ jurisdiction });
      await archiving(after);
      const clerk = app.as('clerk', { jurisdiction });
      const read = async (caseId: string) => (await clerk.get(`/v1/archives/${caseId}`)).body.catalogueNumber;
      expect([await read(before), await read(after)]).toEqual([
        '370408-BBCS-2026-D30-00001',
        '370408-BBCS-2026-D10-00002',
      ]);
    });

    it('is for admins, and refuses rubbish', async () => {
      for (const role of ['clerk', 'leader'] as const) {
        expect((await app.as(role).get('/v1/archives/retention/general')).status).toBe(403);
      }
      const admin = app.as('admin');
      expect((await admin.get('/v1/archives/retention/urgent')).status).toBe(400);
      for (const body of [{ retention: '30' }, { retention: '30-years', type: 'simple' }, {}, []]) {
        const refused = await admin.put('/v1/archives/retention/general', body, { 'if-match': '"1"' });
        expect(refused.status).toBe(400);
      }
    });
  });

  it('lets nobody rewrite a file, the service’s own role neither', async () => {
    const caseId = await closed();
    await archiving(caseId);
    expect(await numberOf(caseId)).toMatch(/^370406-BBCS-2026-D30-\d{5}$/);
    const [may] = await app.ownerQuery<{ update: boolean; delete: boolean }>(
      `select has_table_privilege('bancheng_archive', 'archive.case_file', 'update') as update,
         has_table_privilege('bancheng_archive', 'archive.case_file', 'delete') as delete`,
    );
    expect(may).toEqual({ update: false, delete: false });
  });
});
