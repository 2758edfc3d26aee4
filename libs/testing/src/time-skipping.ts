import { SEARCH_ATTRIBUTES } from '@bancheng/contracts/workflow';
import { TestWorkflowEnvironment } from '@temporalio/testing';

/** `temporal.api.enums.v1.IndexedValueType` of each of our search attributes. */
const TYPES: Record<keyof typeof SEARCH_ATTRIBUTES, number> = {
  status: 2, // keyword
  departments: 7, // keyword list
  jurisdiction: 2,
  type: 2,
  dueAt: 6, // datetime
  overdue: 5, // bool
};

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
  const names = Object.keys(SEARCH_ATTRIBUTES) as (keyof typeof SEARCH_ATTRIBUTES)[];
  await env.connection.operatorService.addSearchAttributes({
    namespace: env.client.options.namespace,
    searchAttributes: Object.fromEntries(names.map((name) => [SEARCH_ATTRIBUTES[name], TYPES[name]])),
  });
  return env;
}
