import { bundleWorkflows } from '@bancheng/workflow-worker/bundle';
import {
  ACTS_RECORDED_SIGNAL,
  COMPLAINT_WORKFLOW,
  complaintInput,
  TASK_QUEUES,
  type ActsRecorded,
} from '@bancheng/contracts/workflow';
import type { WorkflowHandle } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { startTimeSkipping, stopTimeSkipping } from '@bancheng/testing';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { PaperCase } from './paper-case.js';

export const WORKFLOWS_ENTRY = resolve(__dirname, '../src/index.ts');

/** What the services do for the engine, each by the case on paper. */
export const ACTIVITIES = [
  'loadCase',
  'tellAcceptanceOverdue',
  'warn',
  'resumeDispatch',
  'endDispatches',
  'applyPublicSignal',
  'openFollowUp',
  'openRework',
  'closeCase',
  'archiveCase',
  'closeAndArchive',
] as const satisfies (keyof PaperCase)[];

/** The time-skipping server with the real workflow bundle and one worker a task queue; the case is kept on paper. */
export class WorkflowStage {
  private count = 0;
  private paper: PaperCase | null = null;
  private workers: Worker[] = [];
  private running: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly env: TestWorkflowEnvironment,
    readonly workflowBundle: WorkflowBundleWithSourceMap,
  ) {}

  /** @param entry the workflows it runs: the product's, unless a test has its own */
  static async open(entry = WORKFLOWS_ENTRY): Promise<WorkflowStage> {
    Runtime.install({
      logger: new DefaultLogger('ERROR'),
      telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' } } },
    });
    const stage = new WorkflowStage(await startTimeSkipping(), await bundleWorkflows(entry));
    await stage.startWorkers();
    return stage;
  }

  async close(): Promise<void> {
    for (const worker of this.workers) worker.shutdown();
    await this.running;
    await stopTimeSkipping(this.env);
  }

  /** A new case on paper, which the workers serve from now on, and the id of its run. */
  newCase(): { paper: PaperCase; id: string } {
    this.count += 1;
    this.paper = new PaperCase(() => this.now());
    return { paper: this.paper, id: `complaint/stage-${process.pid}-${this.count}` };
  }

  /** Keeps the run's history for `test/replay` when RECORD_HISTORIES names the folder to write it to. */
  async keepHistory(name: string, workflowId: string): Promise<void> {
    const folder = process.env['RECORD_HISTORIES'];
    if (folder === undefined) return;
    const history = await this.env.client.workflow.getHandle(workflowId).fetchHistory();
    await writeFile(join(folder, `${name}.json`), `${historyToJSON(history)}\n`);
  }

  async now(): Promise<string> {
    return new Date(await this.env.currentTimeMs()).toISOString();
  }

  /** An instant so many milliseconds after the server's present one. */
  async later(ms: number): Promise<string> {
    return new Date((await this.env.currentTimeMs()) + ms).toISOString();
  }

  private async startWorkers(): Promise<void> {
    const shared = { connection: this.env.nativeConnection, namespace: this.env.client.options.namespace };
    const activities = Object.fromEntries(
      ACTIVITIES.map((name) => [name, (input: never) => this.paper![name](input) as Promise<unknown>]),
    );
    const { workflowBundle } = this;
    const { workflows, ...services } = TASK_QUEUES;
    this.workers = await Promise.all([
      Worker.create({ ...shared, taskQueue: workflows, workflowBundle, maxCachedWorkflows: 10 }),
      ...Object.values(services).map((taskQueue) => Worker.create({ ...shared, taskQueue, activities })),
    ]);
    this.running = Promise.all(this.workers.map((worker) => worker.run()));
  }

  /** Starts a run as the relay does. */
  async start(workflowId: string, message: ActsRecorded): Promise<WorkflowHandle> {
    return this.env.client.workflow.signalWithStart(COMPLAINT_WORKFLOW, {
      workflowId,
      taskQueue: TASK_QUEUES.workflows,
      args: [complaintInput('00000000-0000-4000-8000-000000000001')],
      signal: ACTS_RECORDED_SIGNAL,
      signalArgs: [message],
    });
  }
}
