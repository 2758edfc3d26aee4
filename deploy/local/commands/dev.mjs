import { relative } from 'node:path';
import { migrate } from '../app.mjs';
import { repoRoot } from '../core/paths.mjs';
import { errorText } from '../core/report.mjs';
import { bundledRooms, bundleHere } from '../core/setup.mjs';
import { compileFile, watchSources } from '../core/sources.mjs';
import { Ahead } from '../parts/ahead.mjs';
import { runSystem } from '../system.mjs';

/**
 * What `npm start` does, and the services are started again, with the parts running on, whenever a source file changes.
 * Types are not checked here: that is the editor's and `npm run build`'s.
 * @type {import('../run.mjs').Command}
 */
export default async function dev() {
  const ahead = new Ahead();
  return runSystem(async (running) => {
    ahead.prepare();
    await bundleHere(); // the first change finds the bundler loaded
    await watchSources(running.signal, async (files) => {
      await renew(running, files);
      ahead.prepare();
    });
    console.error('正在监视 libs/ 与 apps/ 的源文件 / watching the sources');
  }, ahead.spawn);
}

/**
 * Compiles what has changed and starts the services again; where that fails it says why and waits for the next change.
 * @param {import('../system.mjs').Running} running @param {string[]} files
 */
async function renew({ app, env, signal }, files) {
  const begun = Date.now();
  const names = files.map((file) => relative(repoRoot, file));
  try {
    // Killed, which costs nothing that the row does not have: a stop in good order takes a second.
    await Promise.all([app.kill(), ...files.map(compileFile)]);
    if (names.some((name) => bundledRooms.some((room) => name.startsWith(`${room}/`)))) await bundleHere();
    if (names.some((name) => name.includes('/migrations/'))) await migrate(env, signal);
    if (signal.aborted) return;
    await app.start();
    const which = names.length > 3 ? `${names.length} 个文件 / files` : names.join(', ');
    console.error(`已重启 / restarted in ${((Date.now() - begun) / 1000).toFixed(1)} s: ${which}`);
  } catch (error) {
    if (!signal.aborted) console.error(errorText(error));
  }
}
