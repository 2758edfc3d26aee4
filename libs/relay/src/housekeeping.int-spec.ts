import { resolve } from 'node:path';
import { HOUSEKEEPING_SCHEDULE, TASK_QUEUES } from '@bancheng/contracts/workflow';
import { createLogger, installTemporalRuntime } from '@bancheng/platform';
import { until } from '@bancheng/testing';
import { bundleWorkflows } from '@bancheng/workflow-worker/bundle';
import { ScheduleNotFoundError } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { RelayStage } from '../test/relay-stage.js';

const WORKFLOWS_ENTRY = resolve(__dirname, '../../workflows/src/index.ts');

/** The relay and its Schedule on the real Temporal, the real workflow; two who answer for the other services. */
describe('The night’s housekeeping', () => {
  let stage: RelayStage;
  let connection: NativeConnection;
  let workers: Worker[];
  let ended: Promise<unknown>;

  beforeAll(async () => {
    stage = await RelayStage.open();
    installTemporalRuntime(createLogger('silent')); // before the first worker's own does
    connection = await NativeConnection.connect({ address: process.env['TEMPORAL_ADDRESS']! });
    const shared = { connection, namespace: stage.temporal.options.namespace };
    const activities = { forgetOldRows: async () => undefined };
    const workflowBundle = await bundleWorkflows(WORKFLOWS_ENTRY);
    workers = await Promise.all([
      Worker.create({ ...shared, taskQueue: TASK_QUEUES.workflows, workflowBundle }),
      Worker.create({ ...shared, taskQueue: TASK_QUEUES.reporting, activities }),
      Worker.create({ ...shared, taskQueue: TASK_QUEUES.notices, activities }),
    ]);
    ended = Promise.all(workers.map((worker) => worker.run()));
  });
  afterAll(async () => {
    for (const worker of workers) worker.shutdown();
    await ended;
    await connection.close();
    await stage.close();
  });

  /** Has the Schedule start a run, and waits for its end. */
  async function night(): Promise<void> {
    const schedule = stage.temporal.schedule.getHandle(HOUSEKEEPING_SCHEDULE);
    await until(async () => {
      try {
        await schedule.trigger();
        return true;
      } catch (error) {
        if (error instanceof ScheduleNotFoundError) return false;
        throw error;
      }
    });
    await until(async () => (await schedule.describe()).info.recentActions.length > 0);
    const [run] = (await schedule.describe()).info.recentActions;
    await stage.temporal.workflow.getHandle(run!.action.workflow.workflowId).result();
  }

  it('forgets idempotency keys that are too old to come again, however many, and no others', async () => {
    await stage.records.rows(`insert into platform.idempotency_key (subject, endpoint, key, request_digest, created_at)
      select 'clerk-1', 'POST /v1/complaints', 'old-' || n, 'd', now() - interval '31 days' from generate_series(1, 2500) n
      union all select 'clerk-1', 'POST /v1/complaints', 'young', 'd', now() - interval '29 days'`);
    const relay = await stage.start();
    await night();
    const left = await stage.records.rows<{ key: string }>('select key from platform.idempotency_key');
    expect(left).toEqual([{ key: 'young' }]);
    await stage.stop(relay);
  });
});
