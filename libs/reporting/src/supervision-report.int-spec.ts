import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrations } from '@bancheng/all-in-one/migrations';
import { BUILT_IN_CALENDAR } from '@bancheng/casebook';
import { SUPERVISION_REPORT_SCHEDULE, TASK_QUEUES, type MadeReport } from '@bancheng/contracts';
import { pauseClock, startClock } from '@bancheng/domain';
import { temporalWorker, TemporalModule } from '@bancheng/platform';
import { FakeClock, startServiceApp, TcpProxy, until, type ServiceApp } from '@bancheng/testing';
import { bundleWorkflows } from '@bancheng/workflow-worker/bundle';
import { Module } from '@nestjs/common';
import { Client, ScheduleNotFoundError } from '@temporalio/client';
import { RecordedCases } from '../test/recorded-cases.js';
import { TakeEvent } from './application/take-event.use-case.js';
import { ComposeSupervisionReports } from './application/compose-supervision-reports.use-case.js';
import { SupervisionReports } from './application/supervision-reports.query.js';
import { ReportingModule, supervisionReportSection } from './index.js';

const JURISDICTION = '370406';
const MONDAY = '2026-03-02T09:00:00+08:00';
/** The fixed statutory holidays, which no notice may leave out. */
const NEW_YEAR_2027 = Object.fromEntries(
  ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'].map((day) => [`2027-${day}`, '法定节假日']),
);
const close = (day: number) => `2026-03-${String(day).padStart(2, '0')}T09:00:00.000Z`;

interface Setting {
  cron?: string;
  temporal?: string;
}

describe('督办周报', () => {
  const clock = new FakeClock(MONDAY);
  let bundle: Awaited<ReturnType<typeof bundleWorkflows>>;
  /** What notices was asked to tell the leaders. */
  const told: MadeReport[] = [];

  /** Reporting with the workflow's worker on Temporal's development server, and one in place of notices'; it has no Kafka. */
  async function open({ cron, temporal = process.env['TEMPORAL_ADDRESS']! }: Setting = {}): Promise<ServiceApp> {
    @Module({
      imports: [ReportingModule, TemporalModule],
      providers: [
        temporalWorker({
          taskQueue: TASK_QUEUES.workflows,
          inject: [],
          useFactory: () => ({ workflowBundle: bundle }),
        }),
        temporalWorker({
          taskQueue: TASK_QUEUES.notices,
          inject: [],
          useFactory: () => ({ activities: { tellOfReport: async (report: MadeReport) => void told.push(report) } }),
        }),
      ],
    })
    class ReportingWithEngine {}
    return startServiceApp({
      module: ReportingWithEngine,
      services: ['reporting'],
      migrations,
      clock,
      sections: [supervisionReportSection],
      env: {
        TEMPORAL_ADDRESS: temporal,
        TEMPORAL_NAMESPACE: 'default',
        ...(cron !== undefined && { SUPERVISION_REPORT_CRON: cron }),
      },
    });
  }

  const scheduleOf = (app: ServiceApp) => app.provider<Client>(Client).schedule.getHandle(SUPERVISION_REPORT_SCHEDULE);

  const scheduled = (app: ServiceApp) =>
    until(async () => {
      try {
        return await scheduleOf(app).describe();
      } catch (error) {
        if (error instanceof ScheduleNotFoundError) return null;
        throw error;
      }
    });

  /** What Kafka would bring of these cases. */
  async function take(app: ServiceApp): Promise<void> {
    const rows = await app.ownerQuery<{ payload: object }>('delete from casebook.outbox returning payload');
    const headers = {};
    for (const { payload } of rows) {
      await app.provider(TakeEvent).execute([{ value: JSON.stringify(payload), headers } as never]);
    }
  }

  beforeAll(async () => {
    bundle = await bundleWorkflows(resolve(__dirname, '../../workflows/src/index.ts'));
  });

  describe('by the Schedule', () => {
    let app: ServiceApp;

    beforeAll(async () => {
      app = await open();
    });
    afterAll(async () => {
      await scheduleOf(app).delete();
      await app.close();
    });

    it('is due on Mondays at nine in Shanghai, in every replica’s eyes once', async () => {
      const { spec, info } = await scheduled(app);
      expect(spec.timezone).toBe('Asia/Shanghai');
      const next = info.nextActionTimes[0]!;
      expect([next.getUTCDay(), next.getUTCHours(), next.getUTCMinutes()]).toEqual([1, 1, 0]);
      const replica = await open();
      await sleep(500);
      expect((await scheduled(replica)).info.lastUpdatedAt).toBeUndefined();
      await replica.close();
    });

    it('is made once Temporal answers, by several replicas at once, though it was away when they started', async () => {
      await scheduleOf(app).delete();
      const proxy = await TcpProxy.to(process.env['TEMPORAL_ADDRESS']!);
      const replicas = [];
      for (let count = 0; count < 2; count += 1) replicas.push(await open({ temporal: `127.0.0.1:${proxy.port}` }));
      expect((await replicas[0]!.as('leader').get('/v1/reports/supervision')).status).toBe(200);
      await expect(scheduleOf(app).describe()).rejects.toBeInstanceOf(ScheduleNotFoundError);
      await proxy.open();
      expect((await scheduled(app)).action.memo?.['schedule']).toMatch(/^0 9 \* \* 1 Asia\/Shanghai /);
      await Promise.all(replicas.map((replica) => replica.close()));
      await proxy.cut();
    });

    it('follows another setting, and an operator’s pause stays', async () => {
      await scheduleOf(app).pause('放假');
      const changed = await open({ cron: '30 8 * * 5' });
      const { state } = await until(async () => {
        const description = await scheduleOf(changed).describe();
        return String(description.action.memo?.['schedule']).startsWith('30 8 * * 5 Asia/Shanghai ') && description;
      });
      expect(state).toMatchObject({ paused: true, note: '放假' });
      await changed.close();
      await scheduleOf(app).unpause();
    });

    it('triggered, makes one report a jurisdiction and day, though it is triggered twice', async () => {
      const cases = await RecordedCases.on(app.database.serviceUrls.intake, JURISDICTION, clock);
      await cases.register(close(3), null, '办不成');
      await cases.close();
      await take(app);
      await scheduled(app);
      for (let runs = 1; runs <= 2; runs += 1) {
        await scheduleOf(app).trigger();
        await until(async () => {
          const { info } = await scheduleOf(app).describe();
          return info.recentActions.length >= runs && info.runningActions.length === 0;
        });
        const last = (await scheduleOf(app).describe()).info.recentActions.at(-1)!;
        await app.provider<Client>(Client).workflow.getHandle(last.action.workflow.workflowId).result();
      }
      const { info } = await scheduleOf(app).describe();
      const days = new Set(
        info.recentActions.map(({ takenAt }) => new Date(takenAt.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)),
      );
      const { items } = (await app.as('leader').get('/v1/reports/supervision')).body;
      expect(items.map(({ from }: { from: string }) => from).toSorted()).toEqual([...days].toSorted());
      expect(items[0]).toMatchObject({ jurisdiction: JURISDICTION, totals: { open: 1 } });
      expect(told).toHaveLength(2);
      const figures = { jurisdiction: JURISDICTION, open: 1, missingYear: null };
      expect(told.at(-1)).toMatchObject({ ...figures, reportId: items[0].id, from: items[0].from });
      expect(new Set(told.map(({ reportId }) => reportId))).toEqual(new Set(items.map(({ id }: { id: string }) => id)));
    });
  });

  describe('as leaders read it', () => {
    let app: ServiceApp;
    let cases: RecordedCases;

    beforeAll(async () => {
      app = await startServiceApp({
        module: ReportingModule,
        services: ['reporting'],
        migrations,
        clock,
        sections: [supervisionReportSection],
      });
      cases = await RecordedCases.on(app.database.serviceUrls.intake, JURISDICTION, clock);
    });
    afterAll(async () => {
      await cases.close();
      await app.close();
    });
    beforeEach(() => clock.set(MONDAY));

    const compose = (at: string) => app.provider(ComposeSupervisionReports).execute(new Date(at).toISOString());
    const leader = (jurisdiction = JURISDICTION) => app.as('leader', { jurisdiction });

    it('says what is open, due and overdue by department, why, and how far the events were', async () => {
      const unsigned = await cases.register(close(3), null, '办不成');
      await cases.accept(unsigned, 'general', close(4));
      await cases.dispatch(unsigned, 'scjg', close(4));
      const due = await cases.register(close(3), null, '办不成');
      await cases.accept(due, 'general', close(13));
      await cases.dispatch(due, 'bdc', close(13));
      const done = await cases.register(close(3), null, '办不成');
      await cases.accept(done, 'general', close(4));
      await cases.conclude(done, await cases.dispatch(done, 'bdc', close(4)), 'solved');
      await cases.act(done, 'followUpOpened', () => ({ to: 'followed-up', detail: { excluded: 'anonymous' } }));
      await cases.act(done, 'closed', () => ({ detail: {} }));
      const declined = await cases.register(close(3), null, '办不成');
      await cases.act(declined, 'declined', () => ({ detail: { reason: 'petition' } }));
      await cases.act(declined, 'followUpOpened', () => ({ to: 'followed-up', detail: { excluded: 'anonymous' } }));
      await cases.act(declined, 'closed', () => ({ detail: {} }));
      await take(app);
      const late = await cases.register(close(3), null, '办不成'); // its event comes after the report

      clock.set('2026-03-09T09:00:00+08:00');
      await compose('2026-03-09T09:00:00+08:00');
      await take(app);
      clock.set('2026-03-09T10:00:00+08:00');
      await compose('2026-03-09T10:00:00+08:00');
      await compose('2026-03-16T09:00:00+08:00');

      const { items, next } = (await leader().get('/v1/reports/supervision?limit=1')).body;
      expect(items).toMatchObject([{ from: '2026-03-16', to: '2026-03-22', totals: { open: 3 } }]);
      const [first] = (await leader().get(`/v1/reports/supervision?limit=1&cursor=${next}`)).body.items;
      const { body } = await leader().get(`/v1/reports/supervision/${first.id}`);
      const number = expect.stringMatching(/^BBCS-370406-2026-/);
      const none = (exclusions: object[]) => ({ numerator: 0, denominator: 0, ratio: null, exclusions });
      const unsaid = (...exclusions: object[]) => {
        const rates = { response: none(exclusions), solved: none(exclusions), satisfaction: none(exclusions) };
        return { verdicts: 0, byCitizen: 0, first: rates, final: rates, corrected: null };
      };
      expect(body).toEqual({
        id: first.id,
        jurisdiction: JURISDICTION,
        from: '2026-03-09',
        to: '2026-03-15',
        madeAt: '2026-03-09T01:00:00.000Z',
        lastEventAt: '2026-03-02T01:00:00.000Z',
        waitingMessages: null,
        calendarAlert: null,
        totals: { open: 2, due: 1, overdue: 1 },
        types: [{ type: 'general', open: 2, due: 1, overdue: 1 }],
        past: {
          from: '2026-03-02',
          to: '2026-03-08',
          totals: { registered: 4, accepted: 3, answered: 0, declined: 1, closed: 2 },
          types: [
            { type: 'general', registered: 3, accepted: 3, answered: 0, declined: 0, closed: 1 },
            { type: null, registered: 1, accepted: 0, answered: 0, declined: 1, closed: 1 },
          ],
          declineReasons: [{ code: 'petition', label: '涉访事项', count: 1 }],
          departments: [
            {
              department: 'bdc',
              sent: 2,
              reportedSolved: 1,
              reportedNotSolved: 0,
              citizen: unsaid({ reason: 'anonymous', count: 1 }),
            },
            { department: 'scjg', sent: 1, reportedSolved: 0, reportedNotSolved: 0, citizen: unsaid() },
          ],
          hall: unsaid({ reason: 'anonymous', count: 2 }),
        },
        departments: [
          { department: 'bdc', open: 1, due: 1, overdue: 0, reasons: [] },
          {
            ...{ department: 'scjg', open: 1, due: 0, overdue: 1 },
            reasons: [{ waitsFor: 'signing', label: '待签收', count: 1 }],
          },
        ],
        parts: [
          { caseId: unsigned, number, department: 'scjg', dueAt: close(4), overdue: true, waitsFor: 'signing' },
          { caseId: due, number, department: 'bdc', dueAt: close(13), overdue: false, waitsFor: 'signing' },
        ],
      });
      expect(JSON.stringify(body)).not.toContain(late);
    });

    it('names the agency that has a case as what it waits for, and so does the ledger', async () => {
      const id = await cases.register(close(3), null, '办不成');
      await cases.accept(id, 'general', close(4));
      const transferId = randomUUID();
      const deadline = { dueAt: close(9), yellowAt: null, provisional: false, calendarVersion: 'test' };
      await cases.act(id, 'transferred', ({ clocks }, at) => ({
        detail: { transferId, agency: 'shengting' },
        clocks: [
          pauseClock(
            clocks.find(({ kind }) => kind === 'case')!,
            at,
          ),
          startClock({ clockId: `transfer:${transferId}`, kind: 'transfer', department: null }, at, deadline),
        ],
      }));
      await app.ownerQuery(
        `insert into casebook.shared_text (case_id, seq, kind, ref, body)
         select case_id, seq, 'transfer-agency', $2, '省厅帮办中心' from casebook.act where case_id = $1 and kind = 'transferred'`,
        [id, transferId],
      );
      await take(app);
      clock.set('2026-03-10T09:00:00+08:00');
      await compose('2026-03-30T09:00:00+08:00');
      const [head] = (await leader().get('/v1/reports/supervision?limit=1')).body.items;
      const { parts } = (await leader().get(`/v1/reports/supervision/${head.id}`)).body;
      const part = parts.find(({ caseId }: { caseId: string }) => caseId === id);
      expect(part).toMatchObject({ department: null, dueAt: close(9), overdue: true, waitsFor: 'agency' });
      const { items } = (await app.as('clerk').get('/v1/reports/ledger?limit=100')).body;
      const entry = items.find(({ caseId }: { caseId: string }) => caseId === id);
      expect(entry).toMatchObject({
        status: 'transferred',
        agency: { code: 'shengting', name: '省厅帮办中心', outcome: null },
      });
      expect(entry.remarks).toContain('overdue');
      await cases.act(id, 'transferAnswered', () => ({
        detail: { transferId, agency: 'shengting', outcome: 'solved' },
      }));
      await take(app);
      const after = (await app.as('clerk').get('/v1/reports/ledger?limit=100')).body.items;
      expect(after.find(({ caseId }: { caseId: string }) => caseId === id)).toMatchObject({
        agency: { outcome: 'solved' },
      });
    });

    it('from 1 November on says that next year’s holidays are missing, until they are taken', async () => {
      const latest = async () => {
        const [{ id }] = (await leader().get('/v1/reports/supervision?limit=1')).body.items;
        return (await leader().get(`/v1/reports/supervision/${id}`)).body;
      };
      const composeAt = async (at: string) => {
        clock.set(at);
        await compose(at);
        return latest();
      };
      const composeOn = (day: string) => composeAt(`${day}T09:00:00+08:00`);
      expect(await composeOn('2026-10-31')).toMatchObject({ from: '2026-10-31', calendarAlert: null });
      expect(await composeOn('2026-11-02')).toMatchObject({ from: '2026-11-02', calendarAlert: { year: 2027 } });
      const [made] = await app.provider(SupervisionReports).madeFor('2026-11-02T01:00:00.000Z');
      expect(made).toMatchObject({ jurisdiction: JURISDICTION, from: '2026-11-02', missingYear: 2027 });

      const calendar = { ...BUILT_IN_CALENDAR, version: 'with-2027', coveredTo: '2027-12-31' };
      const noticed = { ...calendar, holidays: { ...calendar.holidays, ...NEW_YEAR_2027 } };
      await app.ownerQuery(`insert into casebook.calendar values ('with-2027', $1, 'admin-1', now())`, [noticed]);
      await app.ownerQuery(
        `insert into casebook.calendar_taking (version, taken_by, taken_at) values ('with-2027', 'admin-1', now())`,
      );
      // readers may see a calendar that was in force some seconds ago
      await sleep(5_100);
      expect(await composeOn('2026-11-09')).toMatchObject({ from: '2026-11-09', calendarAlert: null });
    });

    it('is the leaders’ of that jurisdiction, and of the clerks who present it, alone', async () => {
      const { id } = (await leader().get('/v1/reports/supervision')).body.items[0];
      const elsewhere = leader('370102');
      expect((await elsewhere.get('/v1/reports/supervision')).body.items).toEqual([]);
      const theirs = await elsewhere.get(`/v1/reports/supervision/${id}`);
      expect(theirs).toMatchObject({ status: 404, body: { code: 'supervision-report-not-found' } });
      expect((await app.as('clerk', { jurisdiction: JURISDICTION }).get(`/v1/reports/supervision/${id}`)).status).toBe(
        200,
      );
      expect((await app.as('department').get('/v1/reports/supervision')).status).toBe(403);
      expect((await leader().get('/v1/reports/supervision?cursor=x')).body.code).toBe('cursor-malformed');
    });
  });
});
