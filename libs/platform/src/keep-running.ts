import { setTimeout as sleep } from 'node:timers/promises';

interface Keeping {
  /** Ends it. */
  signal: AbortSignal;
  pauseMs: number;
  /** Told of a turn that failed; the next one comes all the same. */
  failed: (error: unknown) => void;
}

/** Takes one turn after another, with a pause between them, until the signal. */
export async function keepRunning(
  turn: (signal: AbortSignal) => Promise<void>,
  { signal, pauseMs, failed }: Keeping,
): Promise<void> {
  while (!signal.aborted) {
    await turn(signal).catch(failed);
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
  }
}
