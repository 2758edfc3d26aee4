import { join } from 'node:path';
import { LocalError } from '../core/report.mjs';
import { temporalCli } from '../tools/temporal-cli.mjs';
import { ProcessPart } from './part.mjs';

/**
 * Settings that differ from the server's own. One hall's tasks need no queue in four partitions, which pass tasks and
 * polls to each other. Our search attributes exist from the start, so the server need not read them again at every
 * request.
 */
const dynamicConfiguration = {
  'matching.numTaskqueueReadPartitions': 1,
  'matching.numTaskqueueWritePartitions': 1,
  'system.forceSearchAttributesCacheRefreshOnRead': false,
};

/** @param {string} address */
export async function connect(address) {
  const { Connection } = await import('@temporalio/client');
  return Connection.connect({ address, connectTimeout: 5_000 });
}

/**
 * Sees to it that the namespace exists, keeps closed histories for 30 days and knows our search attributes.
 * @param {string} address @param {string} namespace
 * @throws {LocalError} when the server cannot be reached or refuses
 */
async function prepareNamespace(address, namespace) {
  const { ensureNamespace } = await import('@bancheng/platform/temporal-namespace');
  const { HISTORY_RETENTION: retention, SEARCH_ATTRIBUTE_TYPES: searchAttributes } =
    await import('@bancheng/contracts/workflow');
  try {
    const connection = await connect(address);
    try {
      await ensureNamespace(connection, namespace, { retention, searchAttributes });
    } finally {
      await connection.close();
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new LocalError(
      `无法在 Temporal（${address}）上准备命名空间 ${namespace}：连接不上或没有权限。`,
      `The namespace ${namespace} could not be set up on Temporal at ${address}: ${why}`,
      { cause: error },
    );
  }
}

/**
 * Temporal's development server with its web UI, its state in a file of the data folder.
 * @param {import('./index.mjs').PartContext} context
 * @returns {Promise<import('./index.mjs').Environment>}
 */
export async function startTemporal({ dataDir, env, ports, log, signal, adopt, onCrash }) {
  const cli = await temporalCli({ env, log, signal });
  const namespace = env.TEMPORAL_NAMESPACE ?? 'bancheng';
  const address = `127.0.0.1:${ports.temporal}`;
  const args = [
    'server',
    'start-dev',
    '--ip',
    '127.0.0.1',
    '--port',
    `${ports.temporal}`,
    '--ui-port',
    `${ports.temporalUi}`,
  ];
  const storage = ['--db-filename', join(dataDir, 'temporal.db'), '--sqlite-pragma', 'journal_mode=WAL'];
  const { SEARCH_ATTRIBUTE_TYPES } = await import('@bancheng/contracts/workflow');
  const attributes = Object.entries(SEARCH_ATTRIBUTE_TYPES).flatMap(([name, type]) => [
    '--search-attribute',
    `${name}=${type}`,
  ]);
  const settings = Object.entries(dynamicConfiguration).flatMap(([name, value]) => [
    '--dynamic-config-value',
    `${name}=${value}`,
  ]);
  const names = ['--namespace', namespace, ...attributes];
  const part = adopt(
    new ProcessPart({
      name: 'temporal',
      dataDir,
      logFile: join(dataDir, 'logs', 'temporal.log'),
      launch: { file: cli, args: [...args, ...storage, ...names, ...settings, '--log-level', 'warn'], env },
      ready: async () => {
        const connection = await connect(address);
        await connection.workflowService.describeNamespace({ namespace }).finally(() => connection.close());
      },
      onCrash,
    }),
  );
  await part.start();
  await prepareNamespace(address, namespace);
  const ui = `http://127.0.0.1:${ports.temporalUi}`;
  return { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace, TEMPORAL_UI_URL: ui, TEMPORAL_CLI: cli };
}

/**
 * The server that `TEMPORAL_ADDRESS` names.
 * @param {import('./index.mjs').PartContext} context
 * @returns {Promise<import('./index.mjs').Environment>}
 */
export async function outsideTemporal({ env }) {
  const address = env.TEMPORAL_ADDRESS ?? '';
  const namespace = env.TEMPORAL_NAMESPACE ?? 'bancheng';
  await prepareNamespace(address, namespace);
  return { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace };
}
