import { localDateOf, type LocalDate } from '@bancheng/domain';
import { CLOCK, keepRunning, LOGGER, safeError, type Clock, type Logger } from '@bancheng/platform';
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Calendars } from './calendars.use-case.js';
import { Reprojector } from './reprojector.js';

const PAUSE_MS = 1_000;

/** From the application's start to its shutdown: works on re-projections, and warns once a day of a year not covered. */
@Injectable()
export class RulesKeeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly stopping = new AbortController();
  private ended: Promise<unknown> = Promise.resolve();
  private warnedOn: LocalDate | null = null;

  constructor(
    private readonly reprojector: Reprojector,
    private readonly calendars: Calendars,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.ended = keepRunning((signal) => this.turn(signal), {
      signal: this.stopping.signal,
      pauseMs: PAUSE_MS,
      failed: (error) => this.logger.warn({ err: safeError(error) }, 'keeping the rules failed; trying again'),
    });
    this.ended.catch((error: unknown) => this.logger.fatal({ err: error }, 'the keeper of the rules ended'));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.ended;
  }

  private async turn(signal: AbortSignal): Promise<void> {
    await this.warnOfCoverage();
    await this.reprojector.pass(signal);
  }

  private async warnOfCoverage(): Promise<void> {
    const today = localDateOf(this.clock.now());
    if (today === this.warnedOn) return;
    const { version, missingYear } = await this.calendars.coverage();
    if (missingYear !== null)
      this.logger.warn({ calendar: version, missingYear }, 'the calendar does not cover a year');
    this.warnedOn = today;
  }
}
