import { LOGGER, type Logger } from '@bancheng/platform';
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { DeliveryLoop } from './delivery-loop.js';
import { Sweeper } from './sweeper.js';

/** Injection token of the process's delivery loops, one a target. */
export const DELIVERY_LOOPS = Symbol('DeliveryLoops');

/** Runs the deliveries and the sweeper from the application's start to its shutdown, each on its own. */
@Injectable()
export class Relay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly stopping = new AbortController();
  private ended: Promise<unknown> = Promise.resolve();

  constructor(
    @Inject(DELIVERY_LOOPS) private readonly loops: readonly DeliveryLoop[],
    private readonly sweeper: Sweeper,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    const { signal } = this.stopping;
    this.ended = Promise.all([...this.loops, this.sweeper].map((part) => part.run(signal)));
    this.ended.catch((error: unknown) => this.logger.fatal({ err: error }, 'the relay ended'));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.ended;
  }
}
