import { Module, type FactoryProvider, type InjectionToken, type OnApplicationShutdown } from '@nestjs/common';
import { Client, Connection } from '@temporalio/client';
import { Config } from '../config/config.js';
import { HealthRegistry } from '../health/health-registry.js';
import { LOGGER, type Logger } from '../logging/logger.js';
import { QueueWorkers } from './queue-workers.js';
import { ScheduledWorkflow, type Plan } from './scheduled-workflow.js';
import type { WorkerWork } from './temporal-worker.js';
import { temporalSection } from './temporal.config.js';
import { WorkerConnection } from './worker-connection.js';

type Dependencies = Parameters<FactoryProvider['useFactory']>;

class ClientCloser implements OnApplicationShutdown {
  constructor(private readonly client: Client) {}

  async onApplicationShutdown(): Promise<void> {
    await this.client.connection.close();
  }
}

/**
 * Provides Temporal's {@link Client}, connected at its first call. Calls made while a person waits must be given a
 * deadline (`client.withDeadline`): without one they go on trying while Temporal is away.
 */
@Module({
  providers: [
    {
      provide: Client,
      inject: [Config, HealthRegistry],
      useFactory: (config: Config, health: HealthRegistry) => {
        const { namespace, connection: server } = config.get(temporalSection);
        const connection = Connection.lazy(server);
        health.observe('temporal', () =>
          connection.withDeadline(Date.now() + 2_000, () => connection.healthService.check({})),
        );
        return new Client({ connection, namespace });
      },
    },
    { provide: ClientCloser, inject: [Client], useFactory: (client: Client) => new ClientCloser(client) },
    {
      provide: WorkerConnection,
      inject: [Config],
      useFactory: (config: Config) => new WorkerConnection(config.get(temporalSection)),
    },
    QueueWorkers,
  ],
  exports: [Client, WorkerConnection, QueueWorkers],
})
export class TemporalModule {}

/**
 * A provider of what a module that imports {@link TemporalModule} does on a task queue while the application runs. Several modules
 * may serve one queue: a process has one worker for it.
 * @param registration `useFactory` makes the activities out of the injected use cases, or names the workflow bundle
 */
export function temporalWorker(registration: {
  readonly taskQueue: string;
  readonly inject: InjectionToken[];
  readonly useFactory: (...dependencies: Dependencies) => WorkerWork;
}): FactoryProvider<void> {
  const { taskQueue, inject, useFactory } = registration;
  return {
    provide: `TemporalWorker:${taskQueue}`,
    inject: [QueueWorkers, ...inject],
    useFactory: (workers: QueueWorkers, ...dependencies: Dependencies) =>
      workers.add(taskQueue, useFactory(...dependencies)),
  };
}

/** A provider that sees to it that a workflow is begun as planned, in a module that imports {@link TemporalModule}. */
export function scheduledWorkflow(plan: (config: Config) => Plan): FactoryProvider<ScheduledWorkflow> {
  return {
    provide: Symbol('ScheduledWorkflow'),
    inject: [Client, Config, LOGGER],
    useFactory: (client: Client, config: Config, logger: Logger) => new ScheduledWorkflow(client, plan(config), logger),
  };
}
