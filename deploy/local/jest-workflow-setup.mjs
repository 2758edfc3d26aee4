import { startParts } from './parts/index.mjs';
import { timeSkippingServerPath } from './parts/time-skipping.mjs';
import { runningParts } from './jest-running.mjs';

/**
 * Jest's global set-up of the workflow project: an ephemeral PostgreSQL (`DATABASE_URL`, …), and in
 * `TIME_SKIPPING_SERVER` the program of the time-skipping Temporal server.
 */
export default async function setUp() {
  process.env.TIME_SKIPPING_SERVER = await timeSkippingServerPath();
  const parts = await startParts({ ephemeral: true, only: ['postgres'] });
  runningParts.push(parts);
  Object.assign(process.env, parts.env);
}
