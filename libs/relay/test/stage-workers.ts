import { resolve } from 'node:path';
import { TASK_QUEUES } from '@bancheng/contracts/workflow';
import { createLogger, installTemporalRuntime } from '@bancheng/platform';
import { bundleWorkflows } from '@bancheng/workflow-worker/bundle';
import { NativeConnection, Worker } from '@temporalio/worker';
import type { RelayStage } from './relay-stage.js';

const WORKFLOWS_ENTRY = resolve(__dirname, '../../workflows/src/index.ts');
const MOST_CACHED = 20;

/** The real workflows at work in a stage's namespace, and who answers for the services, by task queue. */
export class StageWorkers {
  private constructor(
    private readonly connection: NativeConnection,
    private readonly workers: readonly Worker[],
    private readonly ended: Promise<unknown>,
  ) {}

  static async start(stage: RelayStage, activitiesOf: Readonly<Record<string, object>>): Promise<StageWorkers> {
    installTemporalRuntime(createLogger('silent')); // before the first worker's own does
    const connection = await NativeConnection.connect({ address: process.env['TEMPORAL_ADDRESS']! });
    const shared = { connection, namespace: stage.temporal.options.namespace };
    const workflowBundle = await bundleWorkflows(WORKFLOWS_ENTRY);
    const workers = await Promise.all([
      Worker.create({ ...shared, taskQueue: TASK_QUEUES.workflows, workflowBundle, maxCachedWorkflows: MOST_CACHED }),
      ...Object.entries(activitiesOf).map(([taskQueue, activities]) =>
        Worker.create({ ...shared, taskQueue, activities }),
      ),
    ]);
    return new StageWorkers(connection, workers, Promise.all(workers.map((worker) => worker.run())));
  }

  async stop(): Promise<void> {
    for (const worker of this.workers) worker.shutdown();
    await this.ended;
    await this.connection.close();
  }
}
