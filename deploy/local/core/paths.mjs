import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const repoRoot = fileURLToPath(new URL('../../../', import.meta.url));

/** Where the parts keep their state: `BANCHENG_DATA`, else `.bancheng/` in the repository. */
export function dataFolder(env = process.env) {
  return env.BANCHENG_DATA ? resolve(env.BANCHENG_DATA) : join(repoRoot, '.bancheng');
}

/** Where fetched and built programs are kept, shared by all clones of one user. */
export function cacheFolder(env = process.env) {
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'bancheng');
}

/** The file inside this folder that `relative` names. @param {string} relative */
export function localFile(relative) {
  return join(repoRoot, 'deploy', 'local', relative);
}
