import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, type Logger } from '../logging/logger.js';

export type PartState = 'up' | 'down' | 'unknown';
type Probe = () => Promise<unknown>;

const LIMIT_MS = 2_000;
const REFRESH_MS = 10_000;

interface Part {
  readonly name: string;
  readonly probe: Probe;
  state: PartState;
  askedAt: number;
}

/**
 * What the process depends on. Required parts (a service's database) are asked on every look; the others (Temporal,
 * Kafka) are asked in the background and only reported, because registering must go on while they are stopped.
 */
@Injectable()
export class HealthRegistry {
  private readonly required: Part[] = [];
  private readonly observed: Part[] = [];

  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  require(name: string, probe: Probe): void {
    this.required.push({ name, probe, state: 'unknown', askedAt: -Infinity });
  }

  observe(name: string, probe: Probe): void {
    this.observed.push({ name, probe, state: 'unknown', askedAt: -Infinity });
  }

  /** Never rejects and never takes longer than two seconds. */
  async look(): Promise<{ ready: boolean; parts: Record<string, PartState> }> {
    for (const part of this.observed) {
      if (performance.now() - part.askedAt >= REFRESH_MS) void this.ask(part);
    }
    const parts = Object.fromEntries(this.observed.map(({ name, state }) => [name, state]));
    await Promise.all(this.required.map((part) => this.ask(part)));
    for (const { name, state } of this.required) parts[name] = state;
    return { ready: this.required.every(({ state }) => state === 'up'), parts };
  }

  private async ask(part: Part): Promise<void> {
    part.askedAt = performance.now();
    const before = part.state;
    const { error } = await withinLimit(part.probe);
    part.state = error === undefined ? 'up' : 'down';
    if (part.state === before) return;
    if (error !== undefined) this.logger.warn({ err: error, part: part.name }, 'part is down');
    else if (before === 'down') this.logger.info({ part: part.name }, 'part is up again');
  }
}

async function withinLimit(probe: Probe): Promise<{ error?: unknown }> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${LIMIT_MS} ms`)), LIMIT_MS);
  });
  try {
    await Promise.race([probe(), limit]);
    return {};
  } catch (error) {
    return { error };
  } finally {
    clearTimeout(timer);
  }
}
