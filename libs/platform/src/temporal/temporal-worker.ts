import { setTimeout as sleep } from 'node:timers/promises';
import { Worker, type WorkerOptions } from '@temporalio/worker';
import type { Logger } from '../logging/logger.js';
import type { WorkerConnection } from './worker-connection.js';

/** What a worker does: `activities`, or a `workflowBundle`; further tuning as Temporal names it. */
export type WorkerWork = Omit<WorkerOptions, 'connection' | 'namespace' | 'taskQueue'>;

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 8_000;
const DEFAULTS = {
  shutdownGraceTime: '10 seconds',
  /** About half a megabyte each; Temporal's own default grows with the heap. */
  maxCachedWorkflows: 600,
} as const;

/** Polls one task queue from `start` to `stop`, and waits for Temporal while it is away. */
export class TemporalWorker {
  private readonly stopping = new AbortController();
  private ended: Promise<void> = Promise.resolve();

  constructor(
    private readonly connection: WorkerConnection,
    private readonly taskQueue: string,
    private readonly work: WorkerWork,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.ended = this.keepPolling();
  }

  /** In-flight tasks end first. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.ended;
  }

  private async keepPolling(): Promise<void> {
    const { signal } = this.stopping;
    for (let pause = FIRST_PAUSE_MS; !signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        await this.poll(signal);
      } catch (error) {
        this.logger.warn({ err: error, taskQueue: this.taskQueue }, 'worker is not running; trying again');
        await sleep(pause, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  private async poll(signal: AbortSignal): Promise<void> {
    const connection = await this.connection.get();
    const { namespace } = this.connection;
    const worker = await Worker.create({ ...DEFAULTS, ...this.work, connection, namespace, taskQueue: this.taskQueue });
    const stop = () => worker.shutdown();
    const running = worker.run();
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop);
    try {
      await running;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }
}
