import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { onPath, runTool } from '../core/process.mjs';
import { withProgress } from '../core/report.mjs';

/**
 * Builds a program from its Go module; Go checks every module against its public checksum database.
 * @param {object} wanted
 * @param {string} wanted.module path@version
 * @param {string} wanted.target the file to make
 * @param {string} wanted.title what is built and how long it usually takes
 * @param {number} wanted.lines how many modules and packages Go names when it has none of them yet
 * @param {NodeJS.ProcessEnv} wanted.env
 * @param {import('../core/report.mjs').Log} wanted.log
 * @param {AbortSignal | undefined} [wanted.signal]
 * @returns {Promise<string | undefined>} `target`, or undefined where there is no Go
 */
export async function goInstall({ module, target, title, lines, env, log, signal }) {
  const go = onPath('go', env);
  if (!go) return undefined;
  mkdirSync(dirname(target), { recursive: true });
  const work = mkdtempSync(`${target}.new-`);
  let seen = 0;
  const build = () =>
    runTool(
      { file: go, args: ['install', '-v', module], env: { ...env, GOBIN: work, CGO_ENABLED: '0' } },
      { signal, onOutput: (text) => (seen += text.split('\n').length - 1) },
    );
  try {
    await withProgress(log, title, build, () => `${seen} / ≈ ${lines} 个模块和包 / modules and packages`);
    if (!existsSync(target)) renameSync(join(work, programName(module)), target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return target;
}

/** @param {string} module */
const programName = (module) => module.replace(/@.*/, '').replace(/.*\//, '');
