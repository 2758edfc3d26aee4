import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repoRoot } from '../../deploy/local/core/paths.mjs';
import { LocalError } from '../../deploy/local/core/report.mjs';

/** @typedef {import('../../deploy/local/parts/index.mjs').Parts} Parts */

/**
 * What starts the parts and the system of a checkout: its own, since how they are set is part of what is measured.
 * @param {string} root its folder
 * @returns {Promise<typeof import('../../deploy/local/parts/index.mjs') & typeof import('../../deploy/local/app.mjs') & typeof import('../../deploy/local/hall.mjs')>}
 */
async function starters(root) {
  const files = ['parts/index.mjs', 'app.mjs', 'hall.mjs'].map((name) =>
    pathToFileURL(join(root, 'deploy', 'local', name)),
  );
  return Object.assign({}, ...(await Promise.all(files.map(({ href }) => import(href)))));
}

/** Fresh parts in a temporary folder, and on them the whole system in one process, set up as in production. */
export class System {
  #starters;
  #parts;
  /** @type {import('../../deploy/local/parts/part.mjs').Part | undefined} */
  #app;

  /** @param {Awaited<ReturnType<typeof starters>>} own @param {Parts} parts */
  constructor(own, parts) {
    this.#starters = own;
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

  /**
   * The parts alone; `startApp` starts the rest.
   * @param {AbortSignal} signal gives it up @param {string} [root] the folder of the checkout, built; default: this one
   */
  static async start(signal, root = repoRoot) {
    const own = await starters(root);
    return new System(own, await own.startParts({ ephemeral: true, signal, log: () => undefined }));
  }

  async startApp() {
    const { migrate, allInOne, ensureHall } = this.#starters;
    await migrate(this.env);
    this.#app = allInOne(this.#parts, this.env, (_part, how) => console.error(`the app ended: ${how}`));
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

/** @param {import('../../deploy/local/parts/part.mjs').Part} part */
function pidOf({ name, pid }) {
  if (pid === undefined) throw new LocalError(`${name} 已退出。`, `${name} has ended.`);
  return pid;
}
