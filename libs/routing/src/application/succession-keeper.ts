import { setTimeout as sleep } from 'node:timers/promises';
import { openSuccessions, type Succession } from '@bancheng/casebook';
import { InjectDataSource, keepRunning, LOGGER, safeError, type Logger } from '@bancheng/platform';
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Succeed } from './succeed.use-case.js';

const PAUSE_MS = 5_000;
const BATCH_CASES = 100;

/**
 * Hands over what stopped departments have open, one case a transaction and never more than half of the time, so that people's
 * requests come through. What there is to do stands in the departments and the cases themselves: killed, or in two processes at
 * once, it does nothing twice.
 */
@Injectable()
export class SuccessionKeeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly stopping = new AbortController();
  private ended: Promise<unknown> = Promise.resolve();

  constructor(
    @InjectDataSource('routing') private readonly dataSource: DataSource,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly succeeding: Succeed,
  ) {}

  onApplicationBootstrap(): void {
    this.ended = keepRunning((signal) => this.pass(signal), {
      signal: this.stopping.signal,
      pauseMs: PAUSE_MS,
      failed: (error) => this.logger.warn({ err: safeError(error) }, 'handing over failed; trying again'),
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.ended;
  }

  /** One case that cannot be handed over now must not hold up the others; it is tried again at the next pass. */
  private async handOver(succession: Succession): Promise<void> {
    try {
      await this.succeeding.execute(succession);
    } catch (error) {
      const { caseId } = succession;
      this.logger.warn({ err: safeError(error), caseId }, 'a case is not handed over yet; trying again');
    }
  }

  /** Once over all that is to be handed over. */
  async pass(signal: AbortSignal): Promise<void> {
    for (let after: string | null = null; !signal.aborted;) {
      const batch = await openSuccessions(this.dataSource.manager, after, BATCH_CASES);
      for (const succession of batch) {
        if (signal.aborted) return;
        const started = performance.now();
        await this.handOver(succession);
        await sleep(performance.now() - started, undefined, { signal }).catch(() => undefined);
      }
      if (batch.length < BATCH_CASES) return;
      after = batch.at(-1)!.caseId;
    }
  }
}
