import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 200;

/** Repeats a check until it holds; fails as the check last did when it still does not after `patienceMs`. */
export async function eventually<T>(check: () => Promise<T>, patienceMs = 90_000): Promise<T> {
  for (const until = Date.now() + patienceMs; ; await sleep(POLL_MS)) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > until) throw error;
    }
  }
}
