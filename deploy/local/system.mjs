import { allInOne, migrate } from './app.mjs';
import { summary } from './commands/summary.mjs';
import { onFreePorts } from './core/ports.mjs';
import { LocalError } from './core/report.mjs';
import { setUp } from './core/setup.mjs';
import { updateState } from './core/state.mjs';
import { ensureHall } from './hall.mjs';
import { demoGateway } from './oidc/people.mjs';
import { startParts } from './parts/index.mjs';
import { startUnless } from './parts/part.mjs';
import { Restarts } from './parts/restarts.mjs';

/**
 * @typedef {import('./parts/index.mjs').Parts} Parts
 * @typedef {import('./parts/part.mjs').Part} Part
 *
 * @typedef {object} Running the system while it runs
 * @property {Part} app the services
 * @property {Record<string, string>} env what they got, and the owner's address of the database
 * @property {AbortSignal} signal given when it is to stop
 */

/**
 * The one owner of the signals: the first asks for a stop, further ones (npm passes each Ctrl-C on once more) change
 * nothing.
 * @param {AbortController} ending
 */
function ownSignals(ending) {
  for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(name, () => {
      if (!ending.signal.aborted) console.error('\n正在停止 / stopping …');
      ending.abort();
    });
  }
}

/** @param {AbortSignal} signal @returns {Promise<void>} resolves when it is given */
const aborted = (signal) =>
  new Promise((resolve) => (signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve())));

/** What the services need, for their own configuration. @param {Parts} parts */
function appEnvironment(parts) {
  const port = process.env.PORT ?? String(parts.ports.api);
  return {
    ...parts.env,
    NODE_ENV: process.env.NODE_ENV ?? 'development',
    PORT: port,
    BANCHENG_API: `http://127.0.0.1:${port}`,
    ...(parts.env.OIDC_DEMO_SECRET && { NOTICE_GATEWAY_SUBJECTS: demoGateway }),
  };
}

/**
 * Starts the services on a database brought up to date.
 * @param {Parts} parts @param {AbortSignal} signal @param {(part: Part, how: string) => void} onCrash
 * @param {import('./parts/part.mjs').Spawn} [spawn] starts the services' process
 * @returns {Promise<{ app: Part, env: Record<string, string> }>}
 */
async function startServices(parts, signal, onCrash, spawn) {
  await migrate(appEnvironment(parts), signal);
  const { dataDir, ports } = parts;
  const names = process.env.PORT ? [] : ['api'];
  return onFreePorts({ dataDir, ports, names, log: console.error }, async () => {
    const env = appEnvironment(parts);
    const app = allInOne(parts, env, onCrash, spawn);
    await startUnless(
      signal,
      () => [app],
      () => app.start(),
    );
    return { app, env };
  });
}

/**
 * Runs the whole system until Ctrl-C, or until one of its processes ends unasked more often than it is started again.
 * @param {(running: Running) => Promise<void>} [whenRunning] called once all of it answers
 * @param {import('./parts/part.mjs').Spawn} [spawn] starts the services' process
 * @returns {Promise<number>} the exit code
 * @throws {LocalError} when it cannot start, or had to be given up
 */
export async function runSystem(whenRunning, spawn) {
  const begun = Date.now();
  await setUp(console.error);
  const ending = new AbortController();
  const { signal } = ending;
  ownSignals(ending);
  /** @type {LocalError | undefined} */
  let failure;
  /** @param {string} zh @param {string} en */
  const giveUp = (zh, en) => {
    failure ??= new LocalError(zh, en);
    ending.abort();
  };
  const restarts = new Restarts({ log: console.error, signal, giveUp });
  /** @param {Part} part @param {string} how */
  const onCrash = (part, how) => restarts.ended(part, how);

  /** @type {Parts | undefined} */
  let parts;
  /** @type {Part | undefined} */
  let services;
  try {
    parts = await startParts({ signal, onCrash });
    const { app, env } = await startServices(parts, signal, onCrash, spawn);
    services = app;
    if (parts.env.OIDC_DEMO_SECRET) await ensureHall(env);
    updateState(parts.dataDir, (state) => (state.env = env));
    console.log(summary(env, parts.dataDir, Math.round((Date.now() - begun) / 1000)));
    await whenRunning?.({ app, env, signal });
    await aborted(signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    ending.abort();
    await restarts.stop();
    await services?.stop();
    await parts?.stop();
  }
  if (failure) throw failure;
  return 0;
}
