import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { isRunning, killProcess, launchDetached, recordOf, sleep, stopProcess } from '../core/process.mjs';
import { LocalError } from '../core/report.mjs';
import { updateState } from '../core/state.mjs';

/**
 * @typedef {import('../core/process.mjs').ProcessRecord} ProcessRecord
 * @typedef {(launch: import('../core/process.mjs').Launch, logFile: string) => import('node:child_process').ChildProcess} Spawn
 *
 * @typedef {object} Part one running part, which a test may kill and start again on the same port with the same state
 * @property {string} name
 * @property {number | undefined} pid of its process while it runs here; undefined for an outside one
 * @property {() => Promise<void>} start starts it and resolves when it answers
 * @property {() => Promise<void>} stop ends it in good order
 * @property {() => Promise<void>} kill ends it with SIGKILL
 */

const readyMs = 90_000;

/**
 * The end of a log file, for an error's text.
 * @param {string} file @param {number} [bytes]
 */
export function tailOf(file, bytes = 3000) {
  if (!existsSync(file)) return '';
  const { size } = statSync(file);
  const buffer = Buffer.alloc(Math.min(size, bytes));
  const handle = openSync(file, 'r');
  try {
    readSync(handle, buffer, 0, buffer.length, size - buffer.length);
  } finally {
    closeSync(handle);
  }
  return buffer.toString('utf8');
}

/**
 * @typedef {object} ProcessPartOptions
 * @property {string} name
 * @property {string} dataDir the process is noted in this folder's state, so that a later run can find it
 * @property {string} logFile
 * @property {import('../core/process.mjs').Launch} launch
 * @property {() => Promise<unknown>} ready rejects until the part answers
 * @property {NodeJS.Signals} [stopSignal]
 * @property {Spawn} [spawn] starts the process
 * @property {((part: Part, how: string) => void) | undefined} [onCrash] called when it ends unasked
 */

/**
 * @typedef {object} Run one run of the process
 * @property {ProcessRecord | undefined} record
 * @property {boolean} [answered] it was ready
 * @property {string} [ended] how it ended
 */

/**
 * A part that runs as a process of ours.
 * @implements {Part}
 */
export class ProcessPart {
  /** @type {Run | undefined} the run that is on; undefined before the first and after a wanted end */
  #run;
  #options;

  /** @param {ProcessPartOptions} options */
  constructor(options) {
    this.#options = options;
  }

  get name() {
    return this.#options.name;
  }

  get pid() {
    return this.#run?.record?.pid;
  }

  async start() {
    if (this.#run?.record && isRunning(this.#run.record)) return;
    const run = this.#launch();
    for (const until = Date.now() + readyMs; Date.now() < until; await sleep(50)) {
      const answered = await this.#options.ready().then(
        () => true,
        () => false,
      );
      if (run.ended) throw this.#failure(run.ended);
      if (answered) {
        run.answered = true;
        return;
      }
    }
    await this.kill();
    throw this.#failure(`no answer within ${readyMs / 1000} s`);
  }

  async stop() {
    await this.#end(stopProcess);
  }

  async kill() {
    await this.#end(killProcess);
  }

  /** @returns {Run} */
  #launch() {
    const { name, dataDir, launch, logFile, stopSignal = 'SIGTERM', spawn = launchDetached } = this.#options;
    const child = spawn(launch, logFile);
    const record = child.pid === undefined ? undefined : recordOf(child.pid, stopSignal);
    /** @type {Run} */
    const run = { record };
    child.once('error', (error) => (run.ended = error.message));
    child.once('exit', (code, signal) => this.#ended(run, `exit ${code ?? signal}`));
    this.#run = run;
    if (record) updateState(dataDir, (state) => (state.processes[name] = record));
    return run;
  }

  /** @param {Run} run @param {string} how */
  #ended(run, how) {
    run.ended = how;
    if (this.#run !== run) return;
    this.#run = undefined;
    if (run.answered) this.#options.onCrash?.(this, how);
  }

  /** @param {(record: ProcessRecord) => Promise<void>} how */
  async #end(how) {
    const record = this.#run?.record;
    this.#run = undefined;
    if (!record) return;
    await how(record);
    updateState(this.#options.dataDir, (state) => delete state.processes[this.name]);
  }

  /** @param {string} how */
  #failure(how) {
    const { name, logFile } = this.#options;
    return new LocalError(
      `${name} 没有启动成功（${how}），日志：${logFile}`,
      `${name} did not start (${how}); the end of its log:\n${tailOf(logFile)}`,
    );
  }
}

/**
 * Does the work of a start, and stops its parts at once, in the middle of it, when the signal gives it up.
 * @template T
 * @param {AbortSignal | undefined} signal
 * @param {() => Iterable<Part>} parts those started so far
 * @param {() => Promise<T>} work
 * @returns {Promise<T>} rejects when it was given up
 */
export async function startUnless(signal, parts, work) {
  const giveUp = () => [...parts()].forEach((part) => void part.stop());
  signal?.throwIfAborted();
  signal?.addEventListener('abort', giveUp);
  try {
    const result = await work();
    signal?.throwIfAborted();
    return result;
  } finally {
    signal?.removeEventListener('abort', giveUp);
  }
}

/**
 * A part that an environment variable names: it is used, never started or stopped.
 * @param {string} name @returns {Part}
 */
export function outsidePart(name) {
  return {
    name,
    pid: undefined,
    start: async () => undefined,
    stop: async () => undefined,
    kill: async () => {
      throw new LocalError(
        `${name} 是外部服务，不由本程序停止。`,
        `${name} is an outside server and not ours to kill.`,
      );
    },
  };
}
