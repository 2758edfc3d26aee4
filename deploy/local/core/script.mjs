import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { repoRoot } from './paths.mjs';

/**
 * Runs one of the repository's Node programs at this terminal.
 * @param {string} file relative to the repository's root
 * @param {string[]} [args]
 * @param {NodeJS.ProcessEnv} [env] added to this process's environment
 * @returns {Promise<number>} its exit code; 1 when a signal ended it
 */
export function runNode(file, args = [], env = {}) {
  const child = spawn(process.execPath, [join(repoRoot, file), ...args], {
    cwd: repoRoot,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}
