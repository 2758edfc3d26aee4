import { bundleWorkflows } from '@bancheng/workflow-worker/bundle';
import { ACTS_RECORDED_SIGNAL, COMPLAINT_WORKFLOW, SEARCH_ATTRIBUTES, TASK_QUEUES } from '@bancheng/contracts/workflow';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { PaperCase } from './paper-case.js';
export const WORKFLOWS_ENTRY = resolve(__dirname, '../src/index.ts');
/** `temporal.api.enums.v1.IndexedValueType`: 2 keyword, 5 bool, 6 datetime, 7 keyword list. */
const SEARCH_ATTRIBUTE_TYPES = {
  status: 2,
  departments: 7,
  jurisdiction: 2,
  type: 2,
  dueAt: 6,
  overdue: 5,
};
const ACTIVITIES = [
  'loadCase',
  'tellAcceptanceOverdue',
  'warn',
  'applyPublicSignal',
  'openFollowUp',
  'closeCase',
  'archiveCase',
];
/** The time-skipping server with the real workflow bundle and one worker a task queue; the case is kept on paper. */
export class WorkflowStage {
  env;
  count = 0;
  paper = null;
  workers = [];
  running = Promise.resolve();
  constructor(env) {
    this.env = env;
  }
  static async open() {
    const path = process.env['TIME_SKIPPING_SERVER'];
    Runtime.install({
      logger: new DefaultLogger('ERROR'),
      telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' } } },
    });
    if (path === undefined) throw new Error('TIME_SKIPPING_SERVER is set by the global set-up of this Jest project');
    const stage = new WorkflowStage(
      await TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path } } }),
    );
    await stage.defineSearchAttributes();
    await stage.startWorkers();
    return stage;
  }
  async close() {
    for (const worker of this.workers) worker.shutdown();
    await this.running;
    await this.env.teardown();
  }
  /** A new case on paper, which the workers serve from now on, and the id of its run. */
  newCase() {
    this.count += 1;
    this.paper = new PaperCase(() => this.now());
    return { paper: this.paper, id: `complaint/stage-${process.pid}-${this.count}` };
  }
  /** Keeps the run's history for `test/replay` when RECORD_HISTORIES names the folder (`npm run histories`). */
  async keepHistory(name, workflowId) {
    const folder = process.env['RECORD_HISTORIES'];
    if (folder === undefined) return;
    const history = await this.env.client.workflow.getHandle(workflowId).fetchHistory();
    await writeFile(join(folder, `${name}.json`), `${historyToJSON(history)}\n`);
  }
  async now() {
    return new Date(await this.env.currentTimeMs()).toISOString();
  }
  /** An instant so many milliseconds after the server's present one. */
  async later(ms) {
    return new Date((await this.env.currentTimeMs()) + ms).toISOString();
  }
  async defineSearchAttributes() {
    await this.env.connection.operatorService.addSearchAttributes({
      namespace: this.env.client.options.namespace,
      searchAttributes: Object.fromEntries(
        Object.entries(SEARCH_ATTRIBUTES).map(([name, attribute]) => [attribute, SEARCH_ATTRIBUTE_TYPES[name]]),
      ),
    });
  }
  async startWorkers() {
    const shared = { connection: this.env.nativeConnection, namespace: this.env.client.options.namespace };
    const activities = Object.fromEntries(ACTIVITIES.map((name) => [name, (input) => this.paper[name](input)]));
    const workflowBundle = await bundleWorkflows(WORKFLOWS_ENTRY);
    const { workflows, ...services } = TASK_QUEUES;
    this.workers = await Promise.all([
      Worker.create({ ...shared, taskQueue: workflows, workflowBundle, maxCachedWorkflows: 10 }),
      ...Object.values(services).map((taskQueue) => Worker.create({ ...shared, taskQueue, activities })),
    ]);
    this.running = Promise.all(this.workers.map((worker) => worker.run()));
  }
  /** Starts a run as the relay does. */
  async start(workflowId, message) {
    return this.env.client.workflow.signalWithStart(COMPLAINT_WORKFLOW, {
      workflowId,
      taskQueue: TASK_QUEUES.workflows,
      args: [{ caseId: '00000000-0000-4000-8000-000000000001' }],
      signal: ACTS_RECORDED_SIGNAL,
      signalArgs: [message],
    });
  }
  /** Waits, without skipping time, until `met` holds. */
  async until(met) {
    for (let tries = 0; tries < 500; tries += 1) {
      if (await met()) return;
      await new Promise((done) => setTimeout(done, 20));
    }
    throw new Error('what the test waited for did not come');
  }
}
//# sourceMappingURL=workflow-stage.js.map
