import { randomUUID } from 'node:crypto';
import { SEARCH_ATTRIBUTE_TYPES } from '@bancheng/contracts/workflow';
import { ensureNamespace } from '@bancheng/platform/temporal-namespace';
import type { Connection } from '@temporalio/client';

/** A namespace of a test's own on the development server, where its runs meet no other test's workers. */
export async function createNamespace(connection: Connection): Promise<string> {
  const namespace = `test-${randomUUID()}`;
  await ensureNamespace(connection, namespace, { retention: '1 day', searchAttributes: SEARCH_ATTRIBUTE_TYPES });
  return namespace;
}
