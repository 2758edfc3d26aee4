import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 90_000;
const LOOK_MS = 20;

/**
 * Looks again and again until there is something to see, in real time: patient enough for a machine that is busy with other
 * work, and still sooner than Jest gives the test up.
 * @param what what the test waits for, told when it does not come
 * @returns what was seen: the first answer that is neither false nor nothing
 */
export async function until<T>(
  look: () => T | Promise<T>,
  what: () => string | Promise<string> = () => 'what the test waited for',
): Promise<NonNullable<Exclude<T, false>>> {
  for (const deadline = Date.now() + PATIENCE_MS; ; await sleep(LOOK_MS)) {
    const seen = await look();
    if (seen) return seen as NonNullable<Exclude<T, false>>;
    if (Date.now() > deadline) throw new Error(`did not come: ${await what()}`);
  }
}
