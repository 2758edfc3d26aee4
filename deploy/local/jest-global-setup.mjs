import { startParts } from './parts/index.mjs';
import { running } from './jest-running.mjs';

/**
 * Jest's global set-up of the projects that need real parts: one ephemeral set for the whole run. Their environment
 * (`DATABASE_URL`, `TEMPORAL_ADDRESS`, `KAFKA_BROKERS`, `OIDC_ISSUER`, …) goes to every test through process.env.
 */
export default async function setUp() {
  const parts = await startParts({ ephemeral: true });
  running.push(parts);
  Object.assign(process.env, parts.env);
}
