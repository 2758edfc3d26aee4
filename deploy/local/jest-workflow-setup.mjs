import { startParts } from './parts/index.mjs';
import { lendTimeSkipping } from './parts/time-skipping.mjs';
import { running } from './jest-running.mjs';

/**
 * Jest's global set-up of the workflow project: an ephemeral PostgreSQL (`DATABASE_URL`, …), and in
 * `TIME_SKIPPING_SERVERS` where each test file borrows a time-skipping Temporal server of its own.
 */
export default async function setUp() {
  const parts = await startParts({ ephemeral: true, only: ['postgres'] });
  running.push(parts);
  const servers = await lendTimeSkipping(parts.dataDir);
  running.push(servers);
  Object.assign(process.env, parts.env, { TIME_SKIPPING_SERVERS: servers.url });
}
