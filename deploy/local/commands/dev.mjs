import { relative } from 'node:path';
import { repoRoot } from '../core/paths.mjs';
import { errorText } from '../core/report.mjs';
import { bundle, bundledRooms } from '../core/setup.mjs';
import { compileFile, watchSources } from '../core/sources.mjs';
import { runSystem } from '../system.mjs';

/** @typedef {import('../parts/part.mjs').Part} Part */

/**
 * What `npm start` does, and the services are started again, with the parts running on, whenever a source file changes.
 * Types are not checked here: that is the editor's and `npm run build`'s.
 * @type {import('../run.mjs').Command}
 */
export default async function dev() {
  return runSystem((app, signal) => {
    watchSources(signal, (files) => renew(app, files, signal));
    console.error('正在监视 libs/ 与 apps/ 的源文件 / watching the sources');
  });
}

/**
 * Compiles what has changed and starts the services again; where that fails it says why and waits for the next change.
 * @param {Part} app @param {string[]} files @param {AbortSignal} signal
 */
async function renew(app, files, signal) {
  const begun = Date.now();
  const names = files.map((file) => relative(repoRoot, file));
  const inBundle = names.some((name) => bundledRooms.some((room) => name.startsWith(`${room}/`)));
  try {
    await Promise.all([...files.map(compileFile), ...(inBundle ? [bundle()] : [])]);
    if (signal.aborted) return;
    await app.stop();
    await app.start();
    console.error(`已重启 / restarted in ${((Date.now() - begun) / 1000).toFixed(1)} s: ${names.join(', ')}`);
  } catch (error) {
    if (!signal.aborted) console.error(errorText(error));
  }
}
