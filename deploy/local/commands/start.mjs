import { allInOne, migrate } from '../app.mjs';
import { LocalError } from '../core/report.mjs';
import { setUp } from '../core/setup.mjs';
import { updateState } from '../core/state.mjs';
import { ensureHall } from '../hall.mjs';
import { demoGateway } from '../oidc/people.mjs';
import { startUnless } from '../parts/part.mjs';
import { startParts } from '../parts/index.mjs';
import { summary } from './summary.mjs';

/** @typedef {import('../parts/index.mjs').Parts} Parts */

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
 * Runs the whole system until Ctrl-C, or until one of its processes ends unasked.
 * @type {import('../run.mjs').Command}
 */
export default async function start() {
  const begun = Date.now();
  await setUp(console.error);
  const ending = new AbortController();
  const { signal } = ending;
  ownSignals(ending);
  /** @type {string | undefined} */
  let crash;
  /** @param {string} part @param {string} how */
  const onCrash = (part, how) => {
    crash ??= `${part} (${how})`;
    ending.abort();
  };

  /** @type {Parts | undefined} */
  let parts;
  /** @type {import('../parts/part.mjs').Part | undefined} */
  let services;
  try {
    parts = await startParts({ signal, onCrash });
    const env = appEnvironment(parts);
    await migrate(env, signal);
    const all = (services = allInOne(parts, env, onCrash));
    await startUnless(
      signal,
      () => [all],
      () => all.start(),
    );
    if (parts.env.OIDC_DEMO_SECRET) await ensureHall(env);
    updateState(parts.dataDir, (state) => (state.env = env));
    console.log(summary(env, parts.dataDir, Math.round((Date.now() - begun) / 1000)));
    await aborted(signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await services?.stop();
    await parts?.stop();
  }
  if (!crash) return 0;
  throw new LocalError(`${crash} 意外退出，已全部停止。`, `${crash} ended unexpectedly; everything is stopped.`);
}
