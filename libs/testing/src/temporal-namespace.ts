import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { SEARCH_ATTRIBUTES } from '@bancheng/contracts/workflow';
import type { Connection } from '@temporalio/client';

/** `temporal.api.enums.v1.IndexedValueType` of each of our search attributes. */
const TYPES: Record<keyof typeof SEARCH_ATTRIBUTES, number> = {
  status: 2, // keyword
  departments: 7, // keyword list
  jurisdiction: 2,
  type: 2,
  dueAt: 6, // datetime
  overdue: 5, // bool
};

const DAY_SECONDS = 86_400;
const NOT_FOUND = 5;

/** A namespace of a test's own on the development server, where its runs meet no other test's workers. */
export async function createNamespace(connection: Connection): Promise<string> {
  const namespace = `test-${randomUUID()}`;
  const keep = { seconds: DAY_SECONDS as never };
  await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: keep });
  for (let tries = 0; ; tries += 1) {
    try {
      await addSearchAttributes(connection, namespace);
      return namespace;
    } catch (error) {
      // The server looks for new namespaces every few seconds.
      if ((error as { code?: number }).code !== NOT_FOUND || tries === 120) throw error;
      await sleep(250);
    }
  }
}

/** The search attributes that our workflow writes. */
export async function addSearchAttributes({ operatorService }: Pick<Connection, 'operatorService'>, namespace: string) {
  const names = Object.keys(SEARCH_ATTRIBUTES) as (keyof typeof SEARCH_ATTRIBUTES)[];
  await operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(names.map((name) => [SEARCH_ATTRIBUTES[name], TYPES[name]])),
  });
}
