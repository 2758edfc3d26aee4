import { rmSync } from 'node:fs';
import { choosePorts, onFreePorts } from '../core/ports.mjs';
import { dataFolder } from '../core/paths.mjs';
import { errorText } from '../core/report.mjs';
import { secret } from '../core/state.mjs';
import { startKafka } from './kafka.mjs';
import { claim, release, temporaryDataFolder } from './leftovers.mjs';
import { defaultAudience, startOidc } from './oidc.mjs';
import { outsidePart, startUnless } from './part.mjs';
import { databaseUrls, startPostgres } from './postgres.mjs';
import { outsideTemporal, startTemporal } from './temporal.mjs';

/**
 * @typedef {import('./part.mjs').Part} Part
 * @typedef {import('../core/report.mjs').Log} Log
 * @typedef {Record<string, string>} Environment
 * @typedef {'postgres' | 'temporal' | 'kafka' | 'oidc'} PartName
 *
 * @typedef {object} PartContext what starting one part needs
 * @property {string} dataDir
 * @property {NodeJS.ProcessEnv} env
 * @property {Record<string, number>} ports
 * @property {Log} log
 * @property {AbortSignal | undefined} signal
 * @property {(part: Part) => Part} adopt notes the part, so that it is stopped with the others; throws when the start
 *   has been given up meanwhile
 * @property {((part: Part, how: string) => void) | undefined} onCrash
 *
 * @typedef {object} Parts the started parts
 * @property {Record<string, string>} env what the services need to reach them; keep it out of logs, it has passwords
 * @property {string} dataDir
 * @property {Record<string, number>} ports the ports chosen, that of the API (`api`) among them
 * @property {Part} postgres
 * @property {Part} temporal
 * @property {Part} kafka
 * @property {Part} oidc
 * @property {() => Promise<void>} stop stops all of them; of ephemeral parts nothing stays
 */

/** The ports tried first; where none is given, any free one does. @type {Record<string, number | undefined>} */
const usualPorts = {
  postgres: 5432,
  temporal: 7233,
  temporalUi: 8233,
  kafka: 9092,
  kafkaController: undefined,
  oidc: 9400,
  api: 8080,
};

/** @typedef {(context: PartContext) => Promise<Environment>} Start */

/**
 * For each part: our own and the ports it binds, the variable that names an outside one, and what the services are then told.
 * @type {Record<PartName, { start: Start, binds: string[], variable: string, outside: Start }>}
 */
const parts = {
  postgres: {
    start: startPostgres,
    binds: ['postgres'],
    variable: 'DATABASE_URL',
    outside: async ({ env, dataDir }) => databaseUrls(env.DATABASE_URL ?? '', dataDir, env),
  },
  temporal: {
    start: startTemporal,
    binds: ['temporal', 'temporalUi'],
    variable: 'TEMPORAL_ADDRESS',
    outside: outsideTemporal,
  },
  kafka: {
    start: startKafka,
    binds: ['kafka', 'kafkaController'],
    variable: 'KAFKA_BROKERS',
    outside: async ({ env }) => ({ KAFKA_BROKERS: env.KAFKA_BROKERS ?? '' }),
  },
  oidc: {
    start: startOidc,
    binds: ['oidc'],
    variable: 'OIDC_ISSUER',
    outside: async ({ env }) => ({
      OIDC_ISSUER: env.OIDC_ISSUER ?? '',
      OIDC_AUDIENCE: env.OIDC_AUDIENCE ?? defaultAudience,
    }),
  },
};

/** The environment without the variables that name outside servers. @param {NodeJS.ProcessEnv} env */
function withoutOutside(env) {
  const outside = /^(DATABASE_URL.*|TEMPORAL_ADDRESS|TEMPORAL_NAMESPACE|TEMPORAL_UI_URL|KAFKA_BROKERS|OIDC_ISSUER)$/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !outside.test(name)));
}

/**
 * Starts the parts side by side and resolves when all of them answer. A part whose variable names an outside server
 * (`DATABASE_URL`, `TEMPORAL_ADDRESS`, `KAFKA_BROKERS`, `OIDC_ISSUER`) is not started.
 * @param {object} [options]
 * @param {string} [options.dataDir] where they keep their state; default: {@link dataFolder}
 * @param {boolean} [options.ephemeral] for tests: a new temporary folder, free ports, our own servers whatever the
 *   environment names, and nothing left after `stop()`
 * @param {PartName[]} [options.only] default: all
 * @param {Log} [options.log] progress lines; default: standard error
 * @param {NodeJS.ProcessEnv} [options.env] default: this process's
 * @param {AbortSignal} [options.signal] gives the start up
 * @param {(part: Part, how: string) => void} [options.onCrash] a part of ours ended unasked
 * @returns {Promise<Parts>}
 * @throws {import('../core/report.mjs').LocalError} when another runner holds the folder, or a part cannot start; then
 *   those that had started are stopped again
 */
export async function startParts(options = {}) {
  const { ephemeral = false, log = console.error, signal, onCrash } = options;
  const env = ephemeral ? withoutOutside(options.env ?? process.env) : (options.env ?? process.env);
  const only = options.only ?? /** @type {PartName[]} */ (Object.keys(parts));
  const dataDir = options.dataDir ?? (ephemeral ? await temporaryDataFolder() : dataFolder(env));
  await claim(dataDir, log);

  /** @type {Map<string, Part>} */
  const running = new Map();
  const stop = async () => {
    await Promise.all([...running.values()].map((part) => part.stop()));
    if (ephemeral) rmSync(dataDir, { recursive: true, force: true });
    else release(dataDir);
  };
  try {
    const ports = await choosePorts(dataDir, ephemeral ? mapValues(usualPorts, () => undefined) : usualPorts);
    /** @type {PartContext['adopt']} */
    const adopt = (part) => {
      signal?.throwIfAborted();
      running.set(part.name, part);
      return part;
    };
    const context = { dataDir, env, ports, signal, adopt, onCrash };
    const started = await startUnless(
      signal,
      () => running.values(),
      () => startAll(only, context, log),
    );
    /** @param {PartName} name */
    const part = (name) => running.get(name) ?? outsidePart(name);
    return {
      env: Object.assign({ QUERY_CODE_SECRET: secret(dataDir, 'query-code') }, ...started),
      dataDir,
      ports,
      postgres: part('postgres'),
      temporal: part('temporal'),
      kafka: part('kafka'),
      oidc: part('oidc'),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * @param {PartName[]} names @param {Omit<PartContext, 'log'>} context @param {Log} log
 * @returns {Promise<Environment[]>}
 */
async function startAll(names, context, log) {
  const starting = names.map(async (name) => {
    const { variable, outside, start, binds } = parts[name];
    /** @type {Log} */
    const partLog = (line) => log(`[${name}] ${line}`);
    try {
      const partContext = { ...context, log: partLog };
      if (context.env[variable]) return await outside(partContext);
      return await onFreePorts({ ...partContext, names: binds }, () => start(partContext));
    } catch (error) {
      partLog(errorText(error));
      throw error;
    }
  });
  const failed = (await Promise.allSettled(starting)).find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  return Promise.all(starting);
}

/**
 * @template T, U
 * @param {Record<string, T>} record @param {(value: T) => U} change @returns {Record<string, U>}
 */
const mapValues = (record, change) =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
