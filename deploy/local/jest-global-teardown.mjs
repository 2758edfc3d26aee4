import { runningParts } from './jest-running.mjs';

/** Jest's global tear-down: stops what the global set-ups started. */
export default async function tearDown() {
  await Promise.all(runningParts.splice(0).map((parts) => parts.stop()));
}
