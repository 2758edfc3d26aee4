import { SEARCH_ATTRIBUTE_TYPES } from '@bancheng/contracts/workflow';
import { addSearchAttributes } from '@bancheng/platform/temporal-namespace';
import { TestWorkflowEnvironment } from '@temporalio/testing';

const PATIENCE_MS = 90_000;

/**
 * A time-skipping Temporal server of this test file's own, with the search attributes our workflow writes; to be given back
 * by `stopTimeSkipping`. The global set-up of the Jest project `workflow` lends it.
 */
export async function startTimeSkipping(): Promise<TestWorkflowEnvironment> {
  const address = await asked('POST', '');
  // `createTimeSkipping` gives its own server five seconds to start, `createFromExistingServer` never skips time; both
  // are this call.
  const env: TestWorkflowEnvironment = await TestWorkflowEnvironment['create']({
    server: { type: 'existing' },
    address,
    supportsTimeSkipping: true,
    connectionOptions: { connectTimeout: PATIENCE_MS },
  });
  await addSearchAttributes(env.connection, env.client.options.namespace, SEARCH_ATTRIBUTE_TYPES);
  return env;
}

export async function stopTimeSkipping(env: TestWorkflowEnvironment): Promise<void> {
  await env.teardown();
  await asked('DELETE', env.address);
}

async function asked(method: 'POST' | 'DELETE', path: string): Promise<string> {
  const servers = process.env['TIME_SKIPPING_SERVERS'];
  if (servers === undefined)
    throw new Error('TIME_SKIPPING_SERVERS is not set: run this in the Jest project "workflow"');
  const response = await fetch(`${servers}/${path}`, { method, headers: { connection: 'close' } });
  const answer = await response.text();
  if (!response.ok) throw new Error(answer);
  return answer;
}
