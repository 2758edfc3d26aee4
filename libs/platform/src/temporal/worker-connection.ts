import type { OnApplicationShutdown } from '@nestjs/common';
import { NativeConnection } from '@temporalio/worker';
import type { TemporalConfig } from './temporal.config.js';

/** The one connection that all workers of a process share; made when the first worker asks, closed after the last. */
export class WorkerConnection implements OnApplicationShutdown {
  private connection: Promise<NativeConnection> | null = null;

  constructor(private readonly config: TemporalConfig) {}

  get namespace(): string {
    return this.config.namespace;
  }

  /** Rejects while Temporal does not answer; the next call tries anew. */
  async get(): Promise<NativeConnection> {
    this.connection ??= NativeConnection.connect(this.config.connection);
    try {
      return await this.connection;
    } catch (error) {
      this.connection = null;
      throw error;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await (await this.connection)?.close();
  }
}
