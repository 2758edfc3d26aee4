import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { LOGGER, type Logger } from '../logging/logger.js';
import { installTemporalRuntime } from './temporal-runtime.js';
import { TemporalWorker, type WorkerWork } from './temporal-worker.js';
import { WorkerConnection } from './worker-connection.js';

type Activities = Record<string, (...input: unknown[]) => Promise<unknown>>;

/** One worker a task queue and process, with the activities that the process's modules have for that queue. */
@Injectable()
export class QueueWorkers implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly works = new Map<string, WorkerWork>();
  private workers: TemporalWorker[] = [];

  constructor(
    private readonly connection: WorkerConnection,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Before the application has started. An activity that several modules have for a queue is done by each of them in turn, so it
   * answers nothing and may be repeated.
   */
  add(taskQueue: string, work: WorkerWork): void {
    installTemporalRuntime(this.logger);
    const { activities: earlier, ...tuning } = this.works.get(taskQueue) ?? {};
    const activities = together((earlier ?? {}) as Activities, (work.activities ?? {}) as Activities);
    this.works.set(taskQueue, { ...tuning, ...work, activities });
  }

  onApplicationBootstrap(): void {
    this.workers = [...this.works].map(
      ([taskQueue, work]) => new TemporalWorker(this.connection, taskQueue, work, this.logger),
    );
    for (const worker of this.workers) worker.start();
  }

  /** In-flight tasks end first; only then do connections and databases close (`onApplicationShutdown`). */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.stop()));
  }
}

function together(some: Activities, others: Activities): Activities {
  const shared = Object.keys(some).filter((name) => name in others);
  const inTurn = shared.map((name) => async (...input: unknown[]) => {
    await some[name]!(...input);
    await others[name]!(...input);
  });
  return { ...some, ...others, ...Object.fromEntries(shared.map((name, index) => [name, inTurn[index]!])) };
}
