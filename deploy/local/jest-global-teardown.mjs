import { running } from './jest-running.mjs';

/** Jest's global tear-down: stops what the global set-ups started, the last first. */
export default async function tearDown() {
  for (const one of running.splice(0).reverse()) await one.stop();
}
