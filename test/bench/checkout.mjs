import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cacheFolder, repoRoot } from '../../deploy/local/core/paths.mjs';
import { runTool } from '../../deploy/local/core/process.mjs';

/** @param {string[]} args @returns {Promise<string>} what git printed */
const git = async (...args) => (await runTool({ file: 'git', args, cwd: repoRoot })).trim();

/**
 * Another commit of this repository, checked out beside it with its own dependencies, and built. It is kept for the next
 * time: `git worktree list` shows where, `git worktree remove` frees the space.
 * @param {string} ref as git takes it @param {(line: string) => void} log
 * @returns {Promise<{ root: string, commit: string }>} its folder and full name
 */
export async function checkOut(ref, log) {
  const commit = await git('rev-parse', '--verify', `${ref}^{commit}`);
  const root = join(cacheFolder(), 'compare', commit);
  // Forced, since a folder that was deleted by hand is still registered.
  if (!existsSync(root)) await git('worktree', 'add', '--force', '--detach', root, commit);
  const { setUp } = await import(pathToFileURL(join(root, 'deploy', 'local', 'core', 'setup.mjs')).href);
  await setUp(log);
  return { root, commit };
}
