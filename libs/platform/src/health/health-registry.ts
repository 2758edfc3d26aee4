import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, type Logger } from '../logging/logger.js';

export type CheckState = 'up' | 'down' | 'unknown';

const LIMIT_MS = 2_000;
const REFRESH_MS = 10_000;

interface Check {
  readonly probe: () => Promise<unknown>;
  state: CheckState;
  startedAt: number;
}

/**
 * What the process depends on. Required parts (a service's database) are asked on every look; the others (Temporal,
 * Kafka) are asked in the background and only reported, because registering must go on while they are stopped.
 */
@Injectable()
export class HealthRegistry {
  private readonly required = new Map<string, () => Promise<unknown>>();
  private readonly observed = new Map<string, Check>();

  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  require(name: string, probe: () => Promise<unknown>): void {
    this.required.set(name, probe);
  }

  observe(name: string, probe: () => Promise<unknown>): void {
    this.observed.set(name, { probe, state: 'unknown', startedAt: -REFRESH_MS });
  }

  /** Never rejects and never takes longer than two seconds. */
  async look(): Promise<{ ready: boolean; parts: Record<string, CheckState> }> {
    const required = await Promise.all(
      [...this.required].map(async ([name, probe]) => [name, await this.ask(name, probe)] as const),
    );
    for (const [name, check] of this.observed) this.refresh(name, check);
    const observed = [...this.observed].map(([name, check]) => [name, check.state] as const);
    return {
      ready: required.every(([, state]) => state === 'up'),
      parts: Object.fromEntries([...required, ...observed]),
    };
  }

  private refresh(name: string, check: Check): void {
    if (performance.now() - check.startedAt < REFRESH_MS) return;
    check.startedAt = performance.now();
    void this.ask(name, check.probe).then((state) => {
      check.state = state;
    });
  }

  private async ask(name: string, probe: () => Promise<unknown>): Promise<CheckState> {
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('timed out')), LIMIT_MS);
    });
    try {
      await Promise.race([probe(), limit]);
      return 'up';
    } catch (error) {
      this.logger.warn({ err: error, part: name }, 'health check failed');
      return 'down';
    } finally {
      clearTimeout(timer);
    }
  }
}
