import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { SUPERVISION_REPORT_WORKFLOW, TASK_QUEUES, type MadeReport } from '@bancheng/contracts/workflow';
import { startTimeSkipping, stopTimeSkipping } from '@bancheng/testing';
import { bundleWorkflows } from '@bancheng/workflow-worker/bundle';
import { WorkflowFailedError, type WorkflowHandle } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';

const DAY_MS = 24 * 3_600_000;

describe('the run of a supervision report', () => {
  let env: TestWorkflowEnvironment;
  let workers: Worker[];
  let running: Promise<unknown>;
  let calls: string[] = [];
  /** Jurisdictions whose leader can't be told. */
  let away: string[] = [];

  const madeIn = (jurisdiction: string): MadeReport => ({
    ...{ reportId: `report-${jurisdiction}`, jurisdiction, from: '2026-11-02', madeAt: '2026-11-02T01:00:00.000Z' },
    ...{ open: 3, due: 2, overdue: 1, missingYear: 2027 },
  });

  beforeAll(async () => {
    Runtime.install({
      logger: new DefaultLogger('ERROR'),
      telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' } } },
    });
    env = await startTimeSkipping();
    const shared = { connection: env.nativeConnection, namespace: env.client.options.namespace };
    const workflowBundle = await bundleWorkflows(resolve(__dirname, 'index.ts'));
    const reporting = {
      composeSupervisionReports: async () => void calls.push('composed'),
      supervisionReportsMade: async () => ['370406', '370102'].map(madeIn),
    };
    const notices = {
      tellOfReport: async ({ jurisdiction }: MadeReport) => {
        if (away.includes(jurisdiction)) throw new Error('notices are away');
        calls.push(`told ${jurisdiction}`);
      },
    };
    workers = await Promise.all([
      Worker.create({ ...shared, taskQueue: TASK_QUEUES.workflows, workflowBundle }),
      Worker.create({ ...shared, taskQueue: TASK_QUEUES.reporting, activities: reporting }),
      Worker.create({ ...shared, taskQueue: TASK_QUEUES.notices, activities: notices }),
    ]);
    running = Promise.all(workers.map((worker) => worker.run()));
  });
  afterAll(async () => {
    for (const worker of workers) worker.shutdown();
    await running;
    await stopTimeSkipping(env);
  });
  beforeEach(() => ([calls, away] = [[], []]));

  const start = (workflowId: string): Promise<WorkflowHandle> =>
    env.client.workflow.start(SUPERVISION_REPORT_WORKFLOW, { workflowId, taskQueue: TASK_QUEUES.workflows, args: [] });

  it('tells the leader of each jurisdiction once the reports are there', async () => {
    const run = await start('supervision-report-told');
    await run.result();
    expect(calls[0]).toBe('composed');
    expect(calls.slice(1).toSorted()).toEqual(['told 370102', 'told 370406']);
    const folder = process.env['RECORD_HISTORIES'];
    const history = historyToJSON(await run.fetchHistory());
    if (folder !== undefined) await writeFile(join(folder, 'supervision-report.json'), `${history}\n`);
  });

  it('goes on trying over a long holiday where one can’t be told, then fails; the others are told at once', async () => {
    away = ['370102'];
    const run = await start('supervision-report-away');
    await expect(run.result()).rejects.toBeInstanceOf(WorkflowFailedError);
    expect(calls).toEqual(['composed', 'told 370406']);
    const { startTime, closeTime } = await run.describe();
    const days = (closeTime!.getTime() - startTime.getTime()) / DAY_MS;
    expect(days).toBeGreaterThan(13);
    expect(days).toBeLessThan(15);
  });
});
