import { join } from 'node:path';
import { LocalError } from '../core/report.mjs';
import { temporalCli } from '../tools/temporal-cli.mjs';
import { ProcessPart } from './part.mjs';

/** How long Temporal keeps the history of a closed case. */
const retention = '30 days';

/** What Temporal's list can be filtered by; none of it is personal. */
const searchAttributes = {
  BanchengStatus: 'Keyword',
  BanchengDepartments: 'KeywordList',
  BanchengJurisdiction: 'Keyword',
  BanchengType: 'Keyword',
  BanchengDueAt: 'Datetime',
  BanchengOverdue: 'Bool',
};

/** @param {string} address */
async function connect(address) {
  const { Connection } = await import('@temporalio/client');
  return Connection.connect({ address, connectTimeout: 5_000 });
}

/** @param {unknown} error */
const isNotFound = (error) => /** @type {{ code?: number }} */ (error).code === 5;

/**
 * Sees to it that the namespace exists, keeps closed histories for 30 days and knows our search attributes.
 * @param {string} address @param {string} namespace
 * @throws {LocalError} when the server refuses
 */
export async function ensureNamespace(address, namespace) {
  const { msToTs } = await import('@temporalio/common/lib/time.js');
  const { temporal } = await import('@temporalio/proto');
  const workflowExecutionRetentionTtl = msToTs(retention);
  const connection = await connect(address);
  try {
    const { workflowService, operatorService } = connection;
    try {
      await workflowService.updateNamespace({ namespace, config: { workflowExecutionRetentionTtl } });
    } catch (error) {
      if (!isNotFound(error)) throw error;
      await workflowService.registerNamespace({
        namespace,
        workflowExecutionRetentionPeriod: workflowExecutionRetentionTtl,
      });
    }
    const known = (await operatorService.listSearchAttributes({ namespace })).customAttributes ?? {};
    const missing = Object.entries(searchAttributes).filter(([name]) => !(name in known));
    if (missing.length === 0) return;
    const types = temporal.api.enums.v1.IndexedValueType;
    await operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(
        missing.map(([name, type]) => [name, types[/** @type {keyof typeof types} */ (indexedType(type))]]),
      ),
    });
  } catch (error) {
    throw new LocalError(
      `无法在 Temporal（${address}）设置命名空间 ${namespace}：需要管理权限。`,
      `Temporal at ${address} refused to set up the namespace ${namespace}: ${error instanceof Error ? error.message : error}`,
      { cause: error },
    );
  } finally {
    await connection.close();
  }
}

/** @param {string} type `KeywordList` → `INDEXED_VALUE_TYPE_KEYWORD_LIST` */
const indexedType = (type) => `INDEXED_VALUE_TYPE_${type.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase()}`;

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
  const names = ['--namespace', namespace, ...attributes];
  const part = adopt(
    new ProcessPart({
      name: 'temporal',
      dataDir,
      logFile: join(dataDir, 'logs', 'temporal.log'),
      launch: { file: cli, args: [...args, ...storage, ...names, '--log-level', 'warn'], env },
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
