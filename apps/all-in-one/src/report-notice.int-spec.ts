import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { SUPERVISION_REPORT_SCHEDULE, TASK_QUEUES } from '@bancheng/contracts';
import type { Notice } from '@bancheng/contracts/http/notices';
import { noticeSection, NoticesModule } from '@bancheng/notices';
import { TemporalModule, temporalWorker } from '@bancheng/platform';
import { ReportingModule, supervisionReportSection } from '@bancheng/reporting';
import { createNamespace, FakeClock, startServiceApp, until, type ServiceApp } from '@bancheng/testing';
import { bundleWorkflows } from '@bancheng/workflow-worker/bundle';
import { Module } from '@nestjs/common';
import { Client, Connection, ScheduleNotFoundError } from '@temporalio/client';
import { SMTPServer } from 'smtp-server';
import { migrations } from './migrations.js';

const JURISDICTION = '370406';
const LEADER = 'leader@example.org';
/** A Monday after 1 November; the calendar that the product ships with ends with the year. */
const MONDAY = '2026-11-02T09:00:00+08:00';

/** From the Schedule to the leader's mailbox, with the real Temporal, PostgreSQL and SMTP; Kafka is not asked. */
describe('the leader’s weekly mail', () => {
  const mails: { to: string[]; body: string }[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, { envelope }, done) =>
      void text(stream).then((body) => {
        mails.push({ to: envelope.rcptTo.map(({ address }) => address), body });
        done();
      }),
  });
  let connection: Connection;
  let app: ServiceApp;

  beforeAll(async () => {
    await new Promise<void>((listening) => smtp.listen(0, '127.0.0.1', listening));
    connection = await Connection.connect({ address: process.env['TEMPORAL_ADDRESS']! });
    const workflowBundle = await bundleWorkflows(resolve(__dirname, '../../../libs/workflows/src/index.ts'));
    @Module({
      imports: [ReportingModule, NoticesModule, TemporalModule],
      providers: [
        temporalWorker({ taskQueue: TASK_QUEUES.workflows, inject: [], useFactory: () => ({ workflowBundle }) }),
      ],
    })
    class ReportAndNotices {}
    app = await startServiceApp({
      module: ReportAndNotices,
      services: ['reporting', 'notices'],
      migrations,
      clock: new FakeClock(MONDAY),
      sections: [supervisionReportSection, noticeSection],
      env: {
        TEMPORAL_ADDRESS: process.env['TEMPORAL_ADDRESS']!,
        TEMPORAL_NAMESPACE: await createNamespace(connection),
        SMTP_URL: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
        NOTICE_FROM: 'hall@example.org',
      },
    });
  });
  afterAll(async () => {
    await app.close();
    await connection.close();
    await new Promise<void>((closed) => smtp.close(() => closed()));
  });

  /** Has the Schedule start its `count`th run, and waits for its end. */
  async function trigger(count: number): Promise<Date> {
    const client = app.provider<Client>(Client);
    const schedule = client.schedule.getHandle(SUPERVISION_REPORT_SCHEDULE);
    await until(() =>
      schedule.trigger().then(
        () => true,
        (error: unknown) => {
          if (error instanceof ScheduleNotFoundError) return false;
          throw error;
        },
      ),
    );
    const run = await until(async () => (await schedule.describe()).info.recentActions[count - 1]);
    await client.workflow.getHandle(run.action.workflow.workflowId).result();
    return run.takenAt;
  }

  it('comes once a report and day, though the Schedule is triggered twice, and names the missing holidays', async () => {
    await app.as('admin').put('/v1/notices/addresses/leader', { email: LEADER });
    await app.ownerQuery(
      `insert into reporting.ledger (case_id, number, jurisdiction, status, anonymous, registered_at, provisional, overdue,
         departments, answered, unreachable)
       values (gen_random_uuid(), 'BBCS-370406-2026-00001', $1, 'closed', false, now(), false, false, '{}', false, false)`,
      [JURISDICTION],
    );
    const days = new Set<string>();
    for (const count of [1, 2]) {
      const takenAt = await trigger(count);
      days.add(new Date(takenAt.getTime() + 8 * 3_600_000).toISOString().slice(0, 10));
    }

    const leader = app.as('leader');
    const reports = (await leader.get('/v1/reports/supervision')).body.items;
    expect(reports.map(({ from }: { from: string }) => from).toSorted()).toEqual([...days].toSorted());
    const notices = await until(async () => {
      const { items } = (await leader.get('/v1/notices')).body;
      return items.every(({ state }: Notice) => state === 'sent') && (items as Notice[]);
    });
    expect(notices).toHaveLength(reports.length);
    const [notice] = notices;
    expect(notice).toMatchObject({ complaintId: null, number: null, template: 'leader-report', attempts: 1 });
    expect(notice!.text).toContain('督办周报已生成：在办0件，本周到期0件，已逾期0件。2027年的放假安排尚未导入');
    const { body } = await leader.get(`/v1/reports/supervision/${reports[0].id}`);
    expect(body).toMatchObject({ calendarAlert: { year: 2027 } });
    expect(mails.map(({ to }) => to)).toEqual(reports.map(() => [LEADER]));
    expect(mails.at(-1)!.body).toContain(`<${notice!.noticeId}@example.org>`);
  });
});
