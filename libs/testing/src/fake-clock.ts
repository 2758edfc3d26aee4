import type { Clock } from '@bancheng/platform';

/** Stands still until it is set: what every act of a test takes its time from. */
export class FakeClock implements Clock {
  constructor(private instant: string) {
    this.set(instant);
  }

  now(): string {
    return this.instant;
  }

  /** @param instant ISO 8601 with any offset, for example `2026-02-13T16:30:00+08:00` */
  set(instant: string): void {
    this.instant = new Date(instant).toISOString();
  }
}
