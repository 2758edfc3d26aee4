import { spawn, spawnSync } from 'node:child_process';
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { LocalError } from './report.mjs';

/**
 * @typedef {object} ProcessRecord a process that can be found again without mistaking another for it
 * @property {number} pid
 * @property {string} started when it started, as the system tells it: a reused pid has another
 * @property {NodeJS.Signals} [stopSignal] what asks it to end
 *
 * @typedef {object} Launch how to start a program
 * @property {string} file
 * @property {string[]} args
 * @property {NodeJS.ProcessEnv} [env]
 * @property {string} [cwd]
 */

/** @param {number} ms */
export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** The current boot of this machine; pids and start times mean nothing beyond it. */
function boot() {
  const file = '/proc/sys/kernel/random/boot_id';
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
}

/**
 * When the living process `pid` started, in a form that is only compared.
 * @param {number} pid @returns {string | undefined} undefined when there is none, or it has ended and only waits to be collected
 */
function startOf(pid) {
  if (existsSync('/proc/self/stat')) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' || fields[0] === 'X' ? undefined : `${boot()}/${fields[19]}`;
    } catch {
      return undefined;
    }
  }
  return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim() || undefined;
}

/**
 * @param {number} pid @param {NodeJS.Signals} [stopSignal]
 * @returns {ProcessRecord | undefined} undefined when the process has already ended
 */
export function recordOf(pid, stopSignal) {
  const started = startOf(pid);
  return started === undefined ? undefined : { pid, started, ...(stopSignal && { stopSignal }) };
}

/** Whether that very process still runs. @param {ProcessRecord | undefined} record */
export function isRunning(record) {
  return record !== undefined && startOf(record.pid) === record.started;
}

/** @param {number} pid @param {NodeJS.Signals} signal */
function signalQuietly(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}

/**
 * Kills a process and what is left of its group at once, and waits until it is gone.
 * @param {ProcessRecord} record a process started by {@link launchDetached}
 */
export async function killProcess(record) {
  if (!isRunning(record)) return;
  signalQuietly(-record.pid, 'SIGKILL');
  while (isRunning(record)) await sleep(20);
}

/**
 * Asks a process to end, waits for it, and kills it when it has not ended in time.
 * @param {ProcessRecord} record @param {number} [graceMs] milliseconds it may take
 */
export async function stopProcess(record, graceMs = 20_000) {
  if (!isRunning(record)) return;
  signalQuietly(record.pid, record.stopSignal ?? 'SIGTERM');
  for (const until = Date.now() + graceMs; isRunning(record) && Date.now() < until;) await sleep(20);
  await killProcess(record);
}

/**
 * Starts a program in its own process group, so that a Ctrl-C at the terminal reaches only the runner, with its output
 * in a file, so that it outlives a killed runner unharmed.
 * @param {Launch} launch @param {string} logFile @param {'ignore' | 'ipc'} [channel] `ipc`: messages can be sent to it
 */
export function launchDetached(launch, logFile, channel = 'ignore') {
  mkdirSync(dirname(logFile), { recursive: true });
  if (existsSync(logFile) && statSync(logFile).size > 10_000_000) renameSync(logFile, `${logFile}.1`);
  const output = openSync(logFile, 'a', 0o600);
  try {
    return spawn(launch.file, launch.args, {
      detached: true,
      stdio: ['ignore', output, output, channel],
      env: launch.env ?? process.env,
      ...(launch.cwd && { cwd: launch.cwd }),
    });
  } finally {
    closeSync(output);
  }
}

/**
 * Runs a tool to its end.
 * @param {Launch} launch
 * @param {{ signal?: AbortSignal | undefined, onOutput?: (text: string) => void, input?: string }} [options] `input`: what it
 *   reads
 * @returns {Promise<string>} all it printed
 * @throws {LocalError} with the end of its output, when it fails
 */
export function runTool(launch, { signal, onOutput, input } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(launch.file, launch.args, {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: launch.env ?? process.env,
      ...(launch.cwd && { cwd: launch.cwd }),
      ...(signal && { signal }),
    });
    child.stdin.on('error', () => {}); // a program that ends without reading says so by its exit code
    child.stdin.end(input);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
        onOutput?.(text);
      });
    }
    child.once('error', reject);
    child.once('close', (code, by) => {
      if (code === 0) return resolve(output);
      const command = [launch.file, ...launch.args].join(' ');
      const end = output.trimEnd().slice(-2000);
      reject(new LocalError(`命令失败（${code ?? by}）：${command}`, `The command above failed:\n${end}`));
    });
  });
}

/** Whether this user can run the file; folders of the PATH may be closed to them. @param {string} file */
function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * The program of that name on the PATH.
 * @param {string} name @param {NodeJS.ProcessEnv} [env] @returns {string | undefined}
 */
export function onPath(name, env = process.env) {
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).find(isProgram);
}
