import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '@temporalio/client';
import { msToTs, type Duration } from '@temporalio/common/lib/time.js';

/** `temporal.api.enums.v1.IndexedValueType` of the kinds that are used here. */
const INDEXED_VALUE_TYPES = { Keyword: 2, Bool: 5, Datetime: 6, KeywordList: 7 } as const;

/** Custom search attributes by name. */
export type SearchAttributeTypes = Readonly<Record<string, keyof typeof INDEXED_VALUE_TYPES>>;

const NOT_FOUND = 5;

/** A server looks for new namespaces every few seconds; how often it is asked, in milliseconds, and for how long. */
const LOOK_MS = 250;
const PATIENCE_MS = 30_000;

/**
 * Sees to it that a namespace exists, keeps closed histories so long and knows the search attributes. What is there already
 * stays; the retention is set anew.
 * @param retention how long histories of closed workflows are kept, e.g. `30 days`
 * @throws the server's gRPC error when it cannot be reached or refuses
 */
export async function ensureNamespace(
  connection: Connection,
  namespace: string,
  { retention, searchAttributes }: { retention: Duration; searchAttributes: SearchAttributeTypes },
): Promise<void> {
  const keep = msToTs(retention);
  const { workflowService, operatorService } = connection;
  try {
    await workflowService.updateNamespace({ namespace, config: { workflowExecutionRetentionTtl: keep } });
  } catch (error) {
    if (codeOf(error) !== NOT_FOUND) throw error;
    await workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: keep });
  }
  const { customAttributes } = await onceKnown(() => operatorService.listSearchAttributes({ namespace }));
  const missing = Object.entries(searchAttributes).filter(([name]) => !(name in (customAttributes ?? {})));
  if (missing.length > 0) await addSearchAttributes(connection, namespace, Object.fromEntries(missing));
}

/** Makes search attributes known that the namespace does not have yet. */
export async function addSearchAttributes(
  { operatorService }: Pick<Connection, 'operatorService'>,
  namespace: string,
  searchAttributes: SearchAttributeTypes,
): Promise<void> {
  const types = Object.entries(searchAttributes).map(([name, type]) => [name, INDEXED_VALUE_TYPES[type]]);
  await operatorService.addSearchAttributes({ namespace, searchAttributes: Object.fromEntries(types) });
}

async function onceKnown<T>(ask: () => Promise<T>): Promise<T> {
  for (const until = Date.now() + PATIENCE_MS; ; await sleep(LOOK_MS)) {
    try {
      return await ask();
    } catch (error) {
      if (codeOf(error) !== NOT_FOUND || Date.now() > until) throw error;
    }
  }
}

/** gRPC status of an error. */
function codeOf(error: unknown): number | undefined {
  return (error as { code?: number }).code;
}
