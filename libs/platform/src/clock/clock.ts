/** Where every act takes its time from. Tests, and time skipping, put their own in its place. */
export interface Clock {
  /** The current instant as ISO 8601 in UTC with milliseconds, for example `2026-02-13T08:30:00.000Z`. */
  now(): string;
}

/** Injection token of the process's {@link Clock}. */
export const CLOCK = Symbol('Clock');

export class SystemClock implements Clock {
  now(): string {
    return new Date().toISOString();
  }
}
