import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  HOUSEKEEPING_WORKFLOW,
  TASK_QUEUES,
  type FoldActivities,
  type HousekeepingActivities,
} from '@bancheng/contracts/workflow';
import { startTimeSkipping, stopTimeSkipping } from '@bancheng/testing';
import { bundleWorkflows } from '@bancheng/workflow-worker/bundle';
import { WorkflowFailedError, type WorkflowHandle } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';

const HOUR_MS = 60 * 60_000;

describe('a night’s housekeeping', () => {
  let env: TestWorkflowEnvironment;
  let workers: Worker[];
  let running: Promise<unknown>;
  let done: string[] = [];
  /** How often a service fails before it does its part. */
  const failing = new Map<string, number>();

  beforeAll(async () => {
    Runtime.install({
      logger: new DefaultLogger('ERROR'),
      telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' } } },
    });
    env = await startTimeSkipping();
    const shared = { connection: env.nativeConnection, namespace: env.client.options.namespace };
    const workflowBundle = await bundleWorkflows(resolve(__dirname, 'index.ts'));
    const keeper = (taskQueue: string): HousekeepingActivities => ({
      forgetOldRows: async () => {
        const left = failing.get(taskQueue) ?? 0;
        failing.set(taskQueue, left - 1);
        if (left > 0) throw new Error('away');
        done.push(taskQueue);
      },
    });
    const intake: FoldActivities = { foldAnew: async () => void done.push(TASK_QUEUES.intake) };
    const keepers = [TASK_QUEUES.relay, TASK_QUEUES.reporting, TASK_QUEUES.notices];
    workers = await Promise.all([
      Worker.create({ ...shared, taskQueue: TASK_QUEUES.workflows, workflowBundle }),
      ...keepers.map((taskQueue) => Worker.create({ ...shared, taskQueue, activities: keeper(taskQueue) })),
      Worker.create({ ...shared, taskQueue: TASK_QUEUES.intake, activities: intake }),
    ]);
    running = Promise.all(workers.map((worker) => worker.run()));
  });
  afterAll(async () => {
    for (const worker of workers) worker.shutdown();
    await running;
    await stopTimeSkipping(env);
  });
  beforeEach(() => {
    done = [];
    failing.clear();
  });

  const start = (workflowId: string): Promise<WorkflowHandle> =>
    env.client.workflow.start(HOUSEKEEPING_WORKFLOW, { workflowId, taskQueue: TASK_QUEUES.workflows, args: [] });
  const everyone = ['bancheng-intake', 'bancheng-notices', 'bancheng-relay', 'bancheng-reporting'];

  it('has each service forget its own', async () => {
    const run = await start('housekeeping-done');
    await run.result();
    expect(done.toSorted()).toEqual(everyone);
    const folder = process.env['RECORD_HISTORIES'];
    const history = historyToJSON(await run.fetchHistory());
    if (folder !== undefined) await writeFile(join(folder, 'housekeeping-folds.json'), `${history}\n`);
  });

  it('asks one that is away again', async () => {
    failing.set(TASK_QUEUES.reporting, 3);
    await (await start('housekeeping-again')).result();
    expect(done.toSorted()).toEqual(everyone);
  });

  it('fails within the day where one stays away, and the others have done theirs', async () => {
    failing.set(TASK_QUEUES.relay, Infinity);
    const run = await start('housekeeping-away');
    await expect(run.result()).rejects.toBeInstanceOf(WorkflowFailedError);
    expect(done.toSorted()).toEqual(['bancheng-intake', 'bancheng-notices', 'bancheng-reporting']);
    const { startTime, closeTime } = await run.describe();
    expect((closeTime!.getTime() - startTime.getTime()) / HOUR_MS).toBeLessThan(24);
  });
});
