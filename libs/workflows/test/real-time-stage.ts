import { randomUUID } from 'node:crypto';
import {
  ACTS_RECORDED_SIGNAL,
  COMPLAINT_WORKFLOW,
  complaintInput,
  TASK_QUEUES,
  type EngineAct,
} from '@bancheng/contracts/workflow';
import { createNamespace } from '@bancheng/testing';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { PaperCase } from './paper-case.js';
import { ACTIVITIES } from './workflow-stage.js';

/** A case on paper with its run. */
export interface StagedCase {
  caseId: string;
  paper: PaperCase;
  /** Of whichever run is the latest. */
  handle: WorkflowHandle;
}

/**
 * The development server, in real time: here the engine can be stopped while timers run out, a run can be reset, and one
 * build can follow another. Each case has its own paper.
 */
export class RealTimeStage {
  private readonly papers = new Map<string, PaperCase>();
  private services: Running[] = [];
  private engine: Running | null = null;

  private constructor(
    readonly client: Client,
    private readonly native: NativeConnection,
  ) {}

  /** The services are running, the engine is not. */
  static async open(): Promise<RealTimeStage> {
    Runtime.install({
      logger: new DefaultLogger('ERROR'),
      telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' } } },
    });
    const address = process.env['TEMPORAL_ADDRESS'];
    if (address === undefined)
      throw new Error('TEMPORAL_ADDRESS is not set: run this in the Jest project "integration"');
    const connection = await Connection.connect({ address });
    const client = new Client({ connection, namespace: await createNamespace(connection) });
    const stage = new RealTimeStage(client, await NativeConnection.connect({ address }));
    await stage.startServices();
    return stage;
  }

  async close(): Promise<void> {
    await this.stopEngine();
    await Promise.all(this.services.map(stop));
    await Promise.all([this.native.close(), this.client.connection.close()]);
  }

  /** @param cached how many runs the engine keeps in memory between their tasks */
  async startEngine(workflowBundle: WorkflowBundleWithSourceMap, cached: number): Promise<void> {
    const taskQueue = TASK_QUEUES.workflows;
    const { native: connection, namespace } = this;
    this.engine = run(
      await Worker.create({ connection, namespace, taskQueue, workflowBundle, maxCachedWorkflows: cached }),
    );
  }

  /** Until it is started again, signals and timers wait for the engine. */
  async stopEngine(): Promise<void> {
    if (this.engine !== null) await stop(this.engine);
    this.engine = null;
  }

  /**
   * A case on paper, and its run, started as the relay does with the acts that `open` has recorded.
   * @param inputOf what the run is started with: the present relay's input unless a test stands for an older one
   */
  async newCase(open: (paper: PaperCase) => Promise<EngineAct[]>, inputOf = complaintInput): Promise<StagedCase> {
    const caseId = randomUUID();
    const paper = new PaperCase(() => Promise.resolve(new Date().toISOString()));
    this.papers.set(caseId, paper);
    const acts = await open(paper);
    const workflowId = `complaint/${caseId}`;
    await this.client.workflow.signalWithStart(COMPLAINT_WORKFLOW, {
      workflowId,
      taskQueue: TASK_QUEUES.workflows,
      args: [inputOf(caseId)],
      signal: ACTS_RECORDED_SIGNAL,
      signalArgs: [paper.message(...acts)],
    });
    return { caseId, paper, handle: this.client.workflow.getHandle(workflowId) };
  }

  private get namespace(): string {
    return this.client.options.namespace;
  }

  private async startServices(): Promise<void> {
    const perform = (name: (typeof ACTIVITIES)[number]) => (input: { caseId: string }) =>
      this.papers.get(input.caseId)![name](input as never) as Promise<unknown>;
    const activities = Object.fromEntries(ACTIVITIES.map((name) => [name, perform(name)]));
    const { workflows: _workflows, ...services } = TASK_QUEUES;
    const { native: connection, namespace } = this;
    const workers = Object.values(services).map((taskQueue) =>
      Worker.create({ connection, namespace, taskQueue, activities }),
    );
    this.services = (await Promise.all(workers)).map(run);
  }
}

interface Running {
  worker: Worker;
  ended: Promise<void>;
}

function run(worker: Worker): Running {
  return { worker, ended: worker.run() };
}

async function stop({ worker, ended }: Running): Promise<void> {
  worker.shutdown();
  await ended;
}
