import { randomInt } from 'node:crypto';
import { migrations } from '@bancheng/all-in-one/migrations';
import type { CitizenRates, DepartmentRates, Rate } from '@bancheng/contracts/http/rates';
import type { Role } from '@bancheng/platform';
import { FakeClock, startServiceApp, type ServiceApp } from '@bancheng/testing';
import { RecordedCases } from '../test/recorded-cases.js';
import { ComplaintTopic, startConsumer } from '../test/reporting-events.js';
import { ReadLag } from './application/read-lag.use-case.js';
import { ReportingModule, supervisionReportSection } from './index.js';

/** Of this run alone: other tests' events are in the same topic and reach these tables too. */
const JURISDICTION = String(randomInt(900_000, 1_000_000));
const CITIZEN = { name: '赵测试', phone: '13800000001' };
const RECORD = '不动产登记跑了三次仍未办成';
/** Friday; the ends of the clocks are closes of business. */
const MORNING = '2026-03-06T09:00:00+08:00';
const FRIDAY = '2026-03-06T09:00:00.000Z';
const TUESDAY = '2026-03-10T09:00:00.000Z';

describe('reporting over Kafka', () => {
  const clock = new FakeClock(MORNING);
  /** Answers requests; it has no Kafka, as on a bad day. */
  let api: ServiceApp;
  let cases: RecordedCases;
  let topic: ComplaintTopic;
  let consumer: Awaited<ReturnType<typeof startConsumer>>;

  beforeAll(async () => {
    api = await startServiceApp({
      module: ReportingModule,
      services: ['reporting'],
      migrations,
      clock,
      sections: [supervisionReportSection],
    });
    cases = await RecordedCases.on(api.database.serviceUrls.intake, JURISDICTION, clock);
    consumer = await startConsumer(api.database.serviceUrls.reporting);
    topic = await ComplaintTopic.open();
  });

  afterAll(async () => {
    await Promise.all([topic.close(), cases.close(), consumer.close()]);
    await api.close();
  });

  beforeEach(async () => {
    clock.set(MORNING);
    await api.ownerQuery(
      'truncate reporting.inbox, reporting.event, reporting.ledger, reporting.dispatch, reporting.verdict',
    );
  });

  const as = (role: Role) => api.as(role, { jurisdiction: JURISDICTION });
  const eventsOf = async (caseId: string) => {
    const rows = await api.ownerQuery<{ payload: object }>(
      'select payload from casebook.outbox where case_id = $1 order by seq',
      [caseId],
    );
    return rows.map(({ payload }) => JSON.stringify(payload));
  };
  const publish = async (...caseIds: string[]) => {
    for (const caseId of caseIds) await topic.publish(caseId, await eventsOf(caseId));
    await topic.consumed();
  };
  const projection = async () => ({
    ledger: await api.ownerQuery<Record<string, unknown>>(
      'select * from reporting.ledger where jurisdiction = $1 order by case_id',
      [JURISDICTION],
    ),
    dispatches: await api.ownerQuery('select * from reporting.dispatch where jurisdiction = $1 order by dispatch_id', [
      JURISDICTION,
    ]),
  });

  /** Registered, accepted, given to 不动产登记中心, concluded on the way `at` says. */
  const concluded = async (citizen: typeof CITIZEN | null, concludedAt: string, outcome: 'solved' | 'not-solved') => {
    const id = await cases.register(FRIDAY, citizen, RECORD);
    await cases.accept(id, 'general', TUESDAY);
    const dispatch = await cases.dispatch(id, 'bdc', TUESDAY);
    clock.set(concludedAt);
    await cases.conclude(id, dispatch, outcome);
    return id;
  };

  it('shows the ten columns of a whole case, and names only as joined for this answer', async () => {
    const id = await concluded(CITIZEN, '2026-03-09T10:00:00+08:00', 'solved');
    await cases.followUp(id, 'satisfied');
    clock.set('2026-03-10T10:00:00+08:00');
    await cases.act(id, 'closed', (_, at) => ({ detail: {}, patch: { closedAt: at } }));
    const note = { kind: 'note' as const, ref: null, body: '反映人年事已高，联系时请耐心' };
    await cases.act(id, 'causeRecorded', () => ({ detail: { cause: 'guide', changeNeeded: true } }));
    await cases.act(id, 'noteAdded', () => ({ detail: {}, texts: [note] }));
    await publish(id);

    const { status, body } = await as('clerk').get('/v1/reports/ledger');
    expect(status).toBe(200);
    expect(body).toEqual({
      next: null,
      items: [
        {
          caseId: id,
          status: 'closed',
          registeredAt: '2026-03-06T01:00:00.000Z',
          number: expect.stringMatching(`^BBCS-${JURISDICTION}-2026-\\d{5}$`),
          citizenName: CITIZEN.name,
          citizenPhone: CITIZEN.phone,
          matter: RECORD,
          ...{ serviceItem: null, serviceItemName: null, applicationNumber: null },
          channel: 'window',
          handler: 'clerk-1',
          acceptedAt: '2026-03-06T01:00:00.000Z',
          timeLimit: { type: 'general', originalType: 'general', dueAt: TUESDAY, originalDueAt: TUESDAY },
          departments: ['bdc'],
          leadDepartment: null,
          departmentLimits: [
            {
              department: 'bdc',
              dueAt: TUESDAY,
              originalDueAt: TUESDAY,
              endedAt: '2026-03-09T02:00:00.000Z',
              overdue: false,
              suspensions: [],
            },
          ],
          agency: null,
          result: {
            answeredOnTheSpot: false,
            declineReason: null,
            progressAt: null,
            solvedAt: '2026-03-09T02:00:00.000Z',
            answer: null,
            replies: [{ department: 'bdc', lead: false, outcome: 'solved', final: true, text: '已按规定办理' }],
            windowReply: null,
            grade: 'satisfied',
            gradedBy: 'officer',
            rating: null,
            verdicts: [
              {
                round: 1,
                at: '2026-03-09T02:00:00.000Z',
                by: 'officer',
                grade: 'satisfied',
                responded: null,
                solved: null,
              },
            ],
          },
          completedAt: '2026-03-09T02:00:00.000Z',
          cause: { code: 'guide', label: '办事指南不清或者过时' },
          changeNeeded: true,
          closedAt: '2026-03-10T02:00:00.000Z',
          mergedInto: null,
          remarks: [],
          notes: [note.body],
        },
      ],
    });
    const stored = await api.ownerQuery<{ row: string }>(
      `select to_jsonb(l)::text as row from reporting.ledger l union all select to_jsonb(d)::text from reporting.dispatch d
       union all select to_jsonb(e)::text from reporting.event e`,
    );
    const text = stored.map(({ row }) => row).join('\n');
    for (const personal of [CITIZEN.name, CITIZEN.phone, RECORD]) expect(text).not.toContain(personal);
  });

  it.each([null, 'bdc'])(
    'names who solved a matter at the window (%p): 承办单位, 办理结果, 实际办结时间 and rates',
    async (department) => {
      const id = await cases.register(FRIDAY, CITIZEN, RECORD);
      await cases.accept(id, 'general', TUESDAY);
      const returned = await cases.dispatch(id, 'scjg', TUESDAY);
      await cases.giveBack(id, returned);
      clock.set('2026-03-09T10:00:00+08:00');
      await cases.replyByWindow(id, department, 'solved');
      await cases.followUp(id, 'satisfied', { solved: true });
      await publish(id);
      const { body } = await as('clerk').get('/v1/reports/ledger');
      expect(body.items).toMatchObject([
        {
          departments: ['scjg', ...(department === null ? [] : [department])],
          result: {
            ...{ replies: [], windowReply: { department, outcome: 'solved', text: '窗口已办结' } },
            ...{ solvedAt: '2026-03-09T02:00:00.000Z', verdicts: [{ grade: 'satisfied' }] },
          },
          completedAt: '2026-03-09T02:00:00.000Z',
        },
      ]);
      const rows = await api.ownerQuery('select departments from reporting.verdict where case_id = $1', [id]);
      expect(rows).toEqual([{ departments: department === null ? [] : [department] }]);
    },
  );

  it('is open to clerks, leaders and admins of the own jurisdiction alone', async () => {
    await publish(await cases.register(FRIDAY, CITIZEN, RECORD));
    for (const role of ['clerk', 'leader', 'admin'] as const) {
      expect((await as(role).get('/v1/reports/ledger')).body.items).toHaveLength(1);
    }
    const elsewhere = api.as('leader', { jurisdiction: '370402' });
    expect((await elsewhere.get('/v1/reports/ledger')).body.items).toEqual([]);
    expect((await elsewhere.get('/v1/reports/lag')).body.lastEventAt).toBeNull();
    for (const role of ['department', 'supervisor', 'platform-client', 'operator'] as const) {
      expect((await as(role).get('/v1/reports/ledger')).status).toBe(403);
    }
    expect((await api.anyone.get('/v1/reports/ledger')).status).toBe(401);
  });

  it('is not changed by replayed messages', async () => {
    const id = await concluded(CITIZEN, '2026-03-09T10:00:00+08:00', 'solved');
    await publish(id);
    const before = await projection();
    await publish(id, id);
    expect(await projection()).toEqual(before);
    expect(await api.ownerQuery('select 1 from reporting.event where case_id = $1', [id])).toHaveLength(4);
  });

  it('draws the same from duplicates out of order', async () => {
    const id = await concluded(CITIZEN, '2026-03-09T10:00:00+08:00', 'solved');
    await publish(id);
    const inOrder = await projection();
    await api.ownerQuery(
      'truncate reporting.inbox, reporting.event, reporting.ledger, reporting.dispatch, reporting.verdict',
    );
    const [registered, accepted, dispatched, replied] = (await eventsOf(id)) as [string, string, string, string];
    await topic.publish(id, [replied, registered, replied, dispatched, registered, accepted, dispatched]);
    await topic.consumed();
    expect(await projection()).toEqual(inOrder);
  });

  it('gives a poison message to the dead-letter topic and goes on with the partition', async () => {
    const id = await cases.register(FRIDAY, CITIZEN, RECORD);
    await cases.accept(id, 'general', TUESDAY);
    const [registered, accepted] = (await eventsOf(id)) as [string, string];
    const named = JSON.stringify({ ...(JSON.parse(accepted) as object), name: CITIZEN.name });
    const contradicting = JSON.stringify({ ...(JSON.parse(registered) as object), id });
    const poison = ['no event', named, contradicting];
    await topic.publish(id, [registered, ...poison, accepted]);
    await topic.consumed();
    expect((await projection()).ledger).toMatchObject([{ case_id: id, status: 'accepted', type: 'general' }]);
    const letters = await topic.deadLetters(id);
    expect(letters.map(({ value }) => value)).toEqual(poison);
    expect(letters.map(({ headers }) => headers['x-failed-error'])).toEqual(['Error', 'ZodError', 'QueryFailedError']);
  });

  it('resumes where the last process stopped', async () => {
    const first = await cases.register(FRIDAY, CITIZEN, RECORD);
    await publish(first);
    await consumer.close();
    const second = await cases.register(FRIDAY, null, RECORD);
    await cases.accept(first, 'general', TUESDAY);
    await topic.publish(second, await eventsOf(second));
    await topic.publish(first, (await eventsOf(first)).slice(1));
    expect((await projection()).ledger).toMatchObject([{ case_id: first, status: 'registered' }]);

    consumer = await startConsumer(api.database.serviceUrls.reporting);
    await topic.consumed();
    const { ledger } = await projection();
    expect(Object.fromEntries(ledger.map((row) => [row['case_id'], row['status']]))).toEqual({
      [first]: 'accepted',
      [second]: 'registered',
    });
  });

  it('pages and filters the ledger, and refuses rubbish', async () => {
    const days = ['2026-03-02', '2026-03-03', '2026-03-04'];
    const ids: string[] = [];
    for (const day of days) {
      clock.set(`${day}T00:00:00+08:00`);
      ids.push(await cases.register(FRIDAY, CITIZEN, RECORD));
    }
    await cases.accept(ids[2]!, 'general', TUESDAY);
    await cases.dispatch(ids[2]!, 'bdc', TUESDAY);
    await api.ownerQuery(
      `update casebook.particulars set service_item = 'bdc-transfer', application_number = '3704062026-000123' where case_id = $1`,
      [ids[1]],
    );
    await publish(...ids);
    const clerk = as('clerk');
    const found = async (query: string) => {
      const { body } = await clerk.get(`/v1/reports/ledger?${query}`);
      return body.items.map((item: { caseId: string }) => ids.indexOf(item.caseId));
    };

    const page = (await clerk.get('/v1/reports/ledger?limit=2')).body;
    expect(page.items.map((item: { caseId: string }) => item.caseId)).toEqual(ids.slice(0, 2));
    const matter = {
      serviceItem: { code: 'bdc-transfer' },
      serviceItemName: null,
      applicationNumber: '3704062026-000123',
    };
    expect(page.items[1]).toMatchObject(matter);
    expect(await found(`limit=2&cursor=${page.next}`)).toEqual([2]);
    expect(await found('from=2026-03-03&to=2026-03-03')).toEqual([1]);
    expect(await found('status=registered')).toEqual([0, 1]);
    expect(await found('department=bdc')).toEqual([2]);
    expect(await found('type=general')).toEqual([2]);
    expect(await found('channel=window')).toEqual([0, 1, 2]);
    expect(await found('channel=phone')).toEqual([]);
    expect(await found('handler=clerk-1')).toEqual([0, 1, 2]);
    expect(await found('handler=clerk-2')).toEqual([]);
    expect(await found('serviceItem=bdc-transfer')).toEqual([1]);
    expect(await found('serviceItem=bdc-transfer&applicationNumber=3704062026-000124')).toEqual([]);
    expect(await found('order=desc')).toEqual([2, 1, 0]);
    const newest = (await clerk.get('/v1/reports/ledger?order=desc&limit=2')).body;
    expect(await found(`order=desc&limit=2&cursor=${newest.next}`)).toEqual([0]);
    for (const bad of ['from=2026-03-03&to=2026-03-02', 'from=gestern', 'status=x', 'name=x', 'limit=0', 'cursor=!']) {
      expect((await clerk.get(`/v1/reports/ledger?${bad}`)).status).toBe(400);
    }
    expect((await clerk.get('/v1/reports/departments?from=2026-03-03')).status).toBe(400);
  });

  it('calls an open case overdue once its due instant has passed, whatever timers did', async () => {
    const id = await cases.register(FRIDAY, null, RECORD);
    await publish(id);
    const remarks = async () => (await as('clerk').get('/v1/reports/ledger')).body.items[0].remarks;
    clock.set('2026-03-06T17:00:00+08:00');
    expect(await remarks()).toEqual(['anonymous']);
    clock.set('2026-03-06T17:00:00.001+08:00');
    expect(await remarks()).toEqual(['anonymous', 'overdue']);
  });

  it('shows a declined case with its reason’s label, which a code that was switched off keeps', async () => {
    const id = await cases.register(FRIDAY, CITIZEN, RECORD);
    await cases.act(id, 'declined', () => ({ detail: { reason: 'petition' } }));
    await publish(id);
    await api.ownerQuery(
      `insert into directory.catalogue_entry values ($1, 'decline-reasons', 'petition', '信访事项', false, 30, 2)`,
      [JURISDICTION],
    );
    const [row] = (await as('clerk').get('/v1/reports/ledger')).body.items;
    expect(row.result.declineReason).toEqual({ code: 'petition', label: '信访事项' });
    expect(row.remarks).toEqual(['declined']);
    await cases.act(id, 'followUpOpened', () => ({ to: 'followed-up', detail: { excluded: 'anonymous' } }));
    await cases.act(id, 'closed', (_, at) => ({ detail: {}, patch: { closedAt: at } }));
    await publish(id);
    const found = (await as('clerk').get('/v1/reports/ledger?remark=declined')).body.items;
    expect(found).toMatchObject([{ caseId: id, status: 'closed' }]);
    expect((await as('clerk').get('/v1/reports/ledger?remark=offline')).body.items).toEqual([]);
  });

  it('shows a merged case with its first case’s number, late through that one alone, and a repetition as one', async () => {
    const [first, merged, again] = [
      await cases.register(FRIDAY, CITIZEN, RECORD),
      await cases.register(FRIDAY, CITIZEN, RECORD),
      await cases.register(FRIDAY, CITIZEN, RECORD),
    ];
    await cases.act(merged, 'merged', () => ({ detail: { into: first }, patch: { mergedInto: first } }));
    await cases.act(again, 'repeatFlagged', () => ({ detail: { earlier: first } }));
    for (const id of [first, merged, again]) await publish(id);
    clock.set('2026-03-30T09:00:00+08:00');
    const { items } = (await as('clerk').get('/v1/reports/ledger')).body;
    const entry = (id: string) => items.find(({ caseId }: { caseId: string }) => caseId === id);
    expect(entry(merged)).toMatchObject({ status: 'merged', mergedInto: entry(first).number, remarks: ['merged'] });
    expect(entry(first)).toMatchObject({ mergedInto: null, remarks: ['overdue'] });
    expect(entry(again)).toMatchObject({ remarks: ['overdue', 'repeated'] });
  });

  it('shows both clocks of a matter that waits for papers: the case’s late, the department’s not', async () => {
    const id = await cases.register(FRIDAY, CITIZEN, RECORD);
    await cases.accept(id, 'general', TUESDAY);
    const dispatchId = await cases.dispatch(id, 'bdc', TUESDAY);
    await cases.suspend(id, dispatchId, '2026-03-13T09:00:00.000Z');
    await publish(id);
    clock.set('2026-03-11T09:00:00+08:00');
    const { items } = (await as('clerk').get('/v1/reports/ledger')).body;
    expect(items).toMatchObject([
      {
        timeLimit: { dueAt: TUESDAY },
        departmentLimits: [
          {
            department: 'bdc',
            overdue: false,
            endedAt: null,
            suspensions: [{ suspendedAt: new Date(MORNING).toISOString(), endedAt: null, workingDays: null }],
          },
        ],
        remarks: ['overdue', 'suspended'],
      },
    ]);
    const rates = (await as('leader').get('/v1/reports/departments?from=2026-03-01&to=2026-03-31')).body;
    expect(rates.items).toMatchObject([
      {
        department: 'bdc',
        own: {
          onTime: { denominator: 0, exclusions: expect.arrayContaining([{ reason: 'still-running', count: 1 }]) },
          signed: { denominator: 0, exclusions: expect.arrayContaining([{ reason: 'not-yet-due', count: 1 }]) },
        },
      },
    ]);
  });

  it('counts the rates with every exclusion', async () => {
    const satisfied = await concluded(CITIZEN, '2026-03-09T10:00:00+08:00', 'solved');
    await cases.followUp(satisfied, 'fairly-satisfied', { responded: true, solved: true });
    clock.set(MORNING);
    const late = await concluded(CITIZEN, '2026-03-10T17:00:00.001+08:00', 'not-solved');
    await cases.followUp(late, 'dissatisfied', { responded: true, solved: false });
    clock.set(MORNING);
    const unreachable = await concluded(CITIZEN, '2026-03-10T17:00:00+08:00', 'solved');
    await cases.followUp(unreachable, null);
    clock.set(MORNING);
    const own = await concluded(CITIZEN, '2026-03-09T10:00:00+08:00', 'solved');
    await cases.followUp(own, 'refused');
    await cases.act(own, 'closed', () => ({ detail: {} }));
    await cases.act(own, 'rated', () => ({ detail: { grade: 'satisfied' } }));
    clock.set(MORNING);
    const anonymous = await concluded(null, '2026-03-09T10:00:00+08:00', 'solved');
    await cases.act(anonymous, 'followUpOpened', () => ({ to: 'followed-up', detail: { excluded: 'anonymous' } }));
    clock.set(MORNING);
    const signed = await cases.register(FRIDAY, CITIZEN, RECORD);
    await cases.accept(signed, 'general', TUESDAY);
    const dispatchId = await cases.dispatch(signed, 'bdc', TUESDAY);
    await cases.act(signed, 'signed', () => ({ detail: { dispatchId, department: 'bdc' } }));
    const silent = await cases.register(FRIDAY, CITIZEN, RECORD);
    await cases.accept(silent, 'general', TUESDAY);
    await cases.dispatch(silent, 'bdc', FRIDAY);
    await cases.dispatch(silent, 'bdc', TUESDAY);
    const withdrawn = await cases.register(FRIDAY, CITIZEN, RECORD);
    await cases.accept(withdrawn, 'general', TUESDAY);
    await cases.dispatch(withdrawn, 'bdc', TUESDAY);
    await cases.withdraw(withdrawn);
    const returned = await cases.register(FRIDAY, CITIZEN, RECORD);
    await cases.accept(returned, 'general', TUESDAY);
    await cases.giveBack(returned, await cases.dispatch(returned, 'bdc', TUESDAY));
    await publish(satisfied, late, unreachable, own, anonymous, signed, silent, withdrawn, returned);

    clock.set('2026-03-09T09:00:00+08:00');
    const rows = (await as('clerk').get('/v1/reports/ledger?limit=100')).body.items;
    const withRemark = rows.filter(({ remarks }: { remarks: string[] }) => remarks.includes('withdrawn'));
    expect(withRemark.map(({ caseId }: { caseId: string }) => caseId)).toEqual([withdrawn]);
    const leader = as('leader');
    const report = async (period: string) => (await leader.get(`/v1/reports/departments?${period}`)).body;
    const body = await report('from=2026-03-06&to=2026-03-06');
    const none: Rate = { numerator: 0, denominator: 0, ratio: null, exclusions: [{ reason: 'withdrawn', count: 1 }] };
    const noRates = { response: none, solved: none, satisfaction: none };
    const nothingSaid: CitizenRates = { verdicts: 0, byCitizen: 0, first: noRates, final: noRates, corrected: null };
    expect(body).toEqual({
      from: '2026-03-06',
      to: '2026-03-06',
      asOf: '2026-03-09T01:00:00.000Z',
      hall: nothingSaid,
      items: [
        {
          department: 'bdc',
          citizen: nothingSaid,
          own: {
            dispatches: 9,
            cases: 8,
            signed: {
              numerator: 6,
              denominator: 7,
              ratio: 0.8571,
              exclusions: [
                { reason: 'not-yet-due', count: 1 },
                { reason: 'withdrawn', count: 1 },
              ],
            },
            replied: {
              numerator: 5,
              denominator: 6,
              ratio: 0.8333,
              exclusions: [
                { reason: 'not-yet-due', count: 2 },
                { reason: 'withdrawn', count: 1 },
              ],
            },
            reportedSolved: {
              numerator: 4,
              denominator: 5,
              ratio: 0.8,
              exclusions: [
                { reason: 'still-open', count: 3 },
                { reason: 'withdrawn', count: 1 },
              ],
            },
            onTime: {
              numerator: 4,
              denominator: 5,
              ratio: 0.8,
              exclusions: [
                { reason: 'still-running', count: 2 },
                { reason: 'still-running-overdue', count: 1 },
                { reason: 'withdrawn', count: 1 },
              ],
            },
          },
        },
      ] satisfies DepartmentRates[],
    });
    const said = await report('from=2026-03-07&to=2026-03-31');
    const exclusions = [
      { reason: 'anonymous', count: 1 },
      { reason: 'refused', count: 1 },
      { reason: 'unreachable', count: 1 },
    ];
    const asked = { denominator: 2, exclusions: [...exclusions, { reason: 'not-said', count: 1 }] };
    const rates = {
      response: { numerator: 2, ratio: 1, ...asked },
      solved: { numerator: 1, ratio: 0.5, ...asked },
      satisfaction: { numerator: 2, denominator: 3, ratio: 0.6667, exclusions },
    };
    const citizen = { verdicts: 3, byCitizen: 1, first: rates, final: rates, corrected: null };
    expect(said).toMatchObject({ hall: citizen, items: [{ department: 'bdc', citizen, own: { dispatches: 0 } }] });
    expect((await report('from=2026-04-01&to=2026-04-30')).items).toEqual([]);
  });

  it('counts 不满意 mended by a rework as first 不满意 and finally 满意, each in its month; later words correct a past month visibly', async () => {
    const id = await concluded(CITIZEN, '2026-03-30T10:00:00+08:00', 'not-solved');
    await cases.followUp(id, 'dissatisfied', { responded: true, solved: false });
    const share = (numerator: number, denominator: number) =>
      expect.objectContaining({ numerator, denominator, exclusions: [] });
    const month = async (from: string, to: string) => {
      const { hall, items } = (await as('leader').get(`/v1/reports/departments?from=${from}&to=${to}`)).body;
      if (items.length > 0) expect(items[0].citizen).toEqual(hall);
      return hall;
    };
    const march = () => month('2026-03-01', '2026-03-31');
    const mine = { response: share(1, 1), solved: share(0, 1), satisfaction: share(0, 1) };
    const none = { response: share(0, 0), solved: share(0, 0), satisfaction: share(0, 0) };
    await publish(id);
    expect(await march()).toEqual({ verdicts: 1, byCitizen: 0, first: mine, final: mine, corrected: null });

    clock.set('2026-04-01T10:00:00+08:00');
    await cases.reworked(id, 'bdc', '2026-04-03T09:00:00.000Z');
    await cases.followUp(id, 'satisfied', { responded: true, solved: true });
    await cases.act(id, 'closed', (_, at) => ({ detail: {}, patch: { closedAt: at } }));
    await publish(id);
    const mended = { response: share(1, 1), solved: share(1, 1), satisfaction: share(1, 1) };
    expect(await march()).toEqual({ verdicts: 1, byCitizen: 0, first: mine, final: mine, corrected: none });
    const april = () => month('2026-04-01', '2026-04-30');
    expect(await april()).toEqual({ verdicts: 1, byCitizen: 0, first: none, final: mended, corrected: null });

    clock.set('2026-05-06T10:00:00+08:00');
    await cases.act(id, 'rated', () => ({ detail: { grade: 'dissatisfied', solved: false } }));
    await cases.act(id, 'reopened', () => ({
      detail: { round: 3, type: 'general', clockId: 'case:3', previousClockId: 'case:2' },
    }));
    await publish(id);
    expect(await april()).toEqual({ verdicts: 1, byCitizen: 0, first: none, final: mended, corrected: none });
    expect(await month('2026-05-01', '2026-05-31')).toMatchObject({ verdicts: 1, byCitizen: 1, first: none });
    const [row] = (await as('clerk').get('/v1/reports/ledger')).body.items;
    expect(row.result).toMatchObject({
      grade: null,
      verdicts: [
        { round: 1, by: 'officer', grade: 'dissatisfied', responded: true, solved: false },
        { round: 2, by: 'officer', grade: 'satisfied', responded: true, solved: true },
        { round: 2, by: 'citizen', grade: 'dissatisfied', responded: null, solved: false },
      ],
    });
  });

  it('tells how far it is, with Kafka and without', async () => {
    await publish(await cases.register(FRIDAY, CITIZEN, RECORD));
    const lastEventAt = '2026-03-06T01:00:00.000Z';
    const withoutKafka = (await as('operator').get('/v1/reports/lag')).body;
    expect(withoutKafka).toEqual({ lastEventAt, waitingMessages: null });
    const lag = consumer.get(ReadLag, { strict: false });
    const leader = {
      subject: 'leader-1',
      name: null,
      roles: ['leader'] as const,
      jurisdiction: JURISDICTION,
      department: null,
    };
    expect(await lag.execute(leader)).toEqual({ lastEventAt, waitingMessages: 0 });
  });
});
