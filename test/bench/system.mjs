import { allInOne, migrate } from '../../deploy/local/app.mjs';
import { ensureHall } from '../../deploy/local/hall.mjs';
import { startParts } from '../../deploy/local/parts/index.mjs';
import { errorText, LocalError } from '../../deploy/local/core/report.mjs';

/** @typedef {import('../../deploy/local/parts/index.mjs').Parts} Parts */

/** Fresh parts in a temporary folder, and on them the whole system in one process, set up as in production. */
export class System {
  #parts;
  /** @type {import('../../deploy/local/parts/part.mjs').Part | undefined} */
  #app;

  /** @param {Parts} parts */
  constructor(parts) {
    const port = String(parts.ports.api);
    this.#parts = parts;
    /** @type {Record<string, string>} */
    this.env = {
      ...parts.env,
      NODE_ENV: 'production',
      LOG_LEVEL: 'warn',
      PORT: port,
      BANCHENG_API: `http://127.0.0.1:${port}`,
    };
  }

  /** The parts alone; `startApp` starts the rest. @param {AbortSignal} signal gives it up */
  static async start(signal) {
    return new System(await startParts({ ephemeral: true, signal, log: () => undefined }));
  }

  async startApp() {
    await migrate(this.env);
    this.#app = allInOne(this.#parts, this.env, (part, how) => console.error(`${part} ended: ${how}`));
    await this.#app.start();
    await ensureHall(this.env);
  }

  /** The owner's connection to the database. @returns {string} */
  get databaseUrl() {
    return this.env.DATABASE_URL ?? '';
  }

  /** Where PostgreSQL logs. */
  get postgresLog() {
    return `${this.#parts.dataDir}/logs/postgres.log`;
  }

  /** The first process of each part's tree, by name. @returns {Record<string, number>} */
  get roots() {
    const { postgres, temporal, kafka } = this.#parts;
    const parts = Object.entries({ app: this.#app, postgres, temporal, kafka });
    return Object.fromEntries(parts.flatMap(([name, part]) => (part ? [[name, pidOf(part)]] : [])));
  }

  async stop() {
    await this.#app?.stop();
    await this.#parts.stop();
  }
}

/** Tells whoever waits what goes on. @param {string} line */
export const say = (line) => console.error(`${new Date().toISOString().slice(11, 19)} ${line}`);

/**
 * Reads this program's options, then measures on fresh parts and stops them, also when it fails or is interrupted. A
 * failure is printed and is this program's.
 * @template Options
 * @param {() => Options} readOptions @param {(system: System, options: Options) => Promise<void>} measure
 */
export async function onFreshParts(readOptions, measure) {
  const ending = new AbortController();
  /** @type {System | undefined} */
  let system;
  const interrupted = async () => {
    ending.abort();
    await system?.stop();
    process.exit(130);
  };
  for (const name of ['SIGINT', 'SIGTERM']) process.once(name, () => void interrupted());
  try {
    const options = readOptions();
    say('starting fresh parts');
    system = await System.start(ending.signal);
    await measure(system, options);
  } catch (error) {
    console.error(errorText(error));
    process.exitCode = 1;
  } finally {
    await system?.stop();
  }
}

/** @param {import('../../deploy/local/parts/part.mjs').Part} part */
function pidOf({ name, pid }) {
  if (pid === undefined) throw new LocalError(`${name} 已退出。`, `${name} has ended.`);
  return pid;
}
