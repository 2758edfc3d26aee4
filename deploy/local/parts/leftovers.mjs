import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRunning, recordOf, stopProcess } from '../core/process.mjs';
import { LocalError } from '../core/report.mjs';
import { readState, updateState } from '../core/state.mjs';

const temporaryPrefix = 'bancheng-parts-';

/**
 * Ends the processes that a killed runner left behind: the app before the parts it uses.
 * @param {string} dataDir
 * @returns {Promise<string[]>} the names of those that still ran
 */
export async function stopLeftovers(dataDir) {
  const living = Object.entries(readState(dataDir).processes).filter(([, record]) => isRunning(record));
  const { app, ...parts } = Object.fromEntries(living);
  if (app) await stopProcess(app);
  await Promise.all(Object.values(parts).map((record) => stopProcess(record)));
  return living.map(([name]) => name);
}

/** Whether a runner holds the data folder now. @param {string} dataDir */
export function isHeld(dataDir) {
  return isRunning(readState(dataDir).runner);
}

/**
 * Takes the data folder for this process and ends what a killed runner left in it.
 * @param {string} dataDir @param {import('../core/report.mjs').Log} log
 * @throws {LocalError} when another runner holds it
 */
export async function claim(dataDir, log) {
  if (isHeld(dataDir)) {
    const { runner } = readState(dataDir);
    throw new LocalError(
      `已经在运行（进程 ${runner?.pid}，数据目录 ${dataDir}）。`,
      `Already running (process ${runner?.pid}, data folder ${dataDir}).`,
    );
  }
  const left = await stopLeftovers(dataDir);
  if (left.length > 0) log(`已停止上次遗留的进程 / stopped what the last run left behind: ${left.join(', ')}`);
  const runner = recordOf(process.pid);
  updateState(dataDir, (state) => {
    if (runner) state.runner = runner;
    state.processes = {};
    delete state.env;
  });
}

/** Gives the data folder back. @param {string} dataDir */
export function release(dataDir) {
  updateState(dataDir, (state) => {
    delete state.runner;
    delete state.env;
    state.processes = {};
  });
}

/**
 * A new data folder for one test run; those that killed test runs left are emptied first.
 * @returns {Promise<string>}
 */
export async function temporaryDataFolder() {
  const old = readdirSync(tmpdir()).filter((name) => name.startsWith(temporaryPrefix));
  for (const folder of old.map((name) => join(tmpdir(), name))) {
    const { runner } = readState(folder);
    if (!runner || isRunning(runner)) continue;
    await stopLeftovers(folder);
    rmSync(folder, { recursive: true, force: true });
  }
  return mkdtempSync(join(tmpdir(), temporaryPrefix));
}
