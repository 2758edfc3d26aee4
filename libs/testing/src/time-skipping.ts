import { TestWorkflowEnvironment } from '@temporalio/testing';
import { addSearchAttributes } from './temporal-namespace.js';

/**
 * The time-skipping Temporal server, with the search attributes our workflow writes. Its program is named by
 * TIME_SKIPPING_SERVER, which the global set-up of the Jest project `workflow` sets.
 */
export async function startTimeSkipping(): Promise<TestWorkflowEnvironment> {
  const path = process.env['TIME_SKIPPING_SERVER'];
  if (path === undefined) throw new Error('TIME_SKIPPING_SERVER is not set: run this in the Jest project "workflow"');
  const env = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path } },
  });
  await addSearchAttributes(env.connection, env.client.options.namespace);
  return env;
}
