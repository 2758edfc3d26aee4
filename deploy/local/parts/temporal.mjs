import { join } from 'node:path';
import { sleep } from '../core/process.mjs';
import { LocalError } from '../core/report.mjs';
import { temporalCli } from '../tools/temporal-cli.mjs';
import { ProcessPart } from './part.mjs';

/** How long Temporal keeps the history of a closed case. */
const retention = '30 days';

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

/** The numbers of temporal.api.enums.v1.IndexedValueType. */
const indexedValueTypes = { Keyword: 2, Bool: 5, Datetime: 6, KeywordList: 7 };

/**
 * What Temporal's list can be filtered by; none of it is personal.
 * @type {Record<string, keyof typeof indexedValueTypes>}
 */
const searchAttributes = {
  BanchengStatus: 'Keyword',
  BanchengDepartments: 'KeywordList',
  BanchengJurisdiction: 'Keyword',
  BanchengType: 'Keyword',
  BanchengDueAt: 'Datetime',
  BanchengOverdue: 'Bool',
};

/** @param {string} address */
export async function connect(address) {
  const { Connection } = await import('@temporalio/client');
  return Connection.connect({ address, connectTimeout: 5_000 });
}

const notFound = 5;

/**
 * Asks again while the server does not know a new namespace yet: it looks for new ones every few seconds.
 * @template T @param {() => Promise<T>} ask @returns {Promise<T>}
 */
async function onceKnown(ask) {
  for (const until = Date.now() + 30_000; ; await sleep(250)) {
    try {
      return await ask();
    } catch (error) {
      if (codeOf(error) !== notFound || Date.now() > until) throw error;
    }
  }
}

/** @param {unknown} error its gRPC status */
const codeOf = (error) => /** @type {{ code?: number }} */ (error).code;

/** @param {import('@temporalio/client').Connection} connection @param {string} namespace */
async function ensureRetention({ workflowService }, namespace) {
  const { msToTs } = await import('@temporalio/common/lib/time.js');
  const keep = msToTs(retention);
  try {
    await workflowService.updateNamespace({ namespace, config: { workflowExecutionRetentionTtl: keep } });
  } catch (error) {
    if (codeOf(error) !== notFound) throw error;
    await workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: keep });
  }
}

/** @param {import('@temporalio/client').Connection} connection @param {string} namespace */
async function ensureSearchAttributes({ operatorService }, namespace) {
  const { customAttributes } = await onceKnown(() => operatorService.listSearchAttributes({ namespace }));
  const missing = Object.entries(searchAttributes).filter(([name]) => !(name in (customAttributes ?? {})));
  if (missing.length === 0) return;
  const wanted = missing.map(([name, type]) => [name, indexedValueTypes[type]]);
  await operatorService.addSearchAttributes({ namespace, searchAttributes: Object.fromEntries(wanted) });
}

/**
 * Sees to it that the namespace exists, keeps closed histories for 30 days and knows our search attributes.
 * @param {string} address @param {string} namespace
 * @throws {LocalError} when the server cannot be reached or refuses
 */
async function ensureNamespace(address, namespace) {
  try {
    const connection = await connect(address);
    try {
      await ensureRetention(connection, namespace);
      await ensureSearchAttributes(connection, namespace);
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
  const attributes = Object.entries(searchAttributes).flatMap(([name, type]) => [
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
  await ensureNamespace(address, namespace);
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
  await ensureNamespace(address, namespace);
  return { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace };
}
