import { runningEnvironment } from '../core/running.mjs';
import { runNode } from '../core/script.mjs';

/**
 * Runs one program beside the system that `npm start` runs, with its environment, on a free port unless PORT names one:
 * what `nx serve <app>` calls, after the build.
 * @type {import('../run.mjs').Command}
 */
export default async function serve([app = '']) {
  return runNode(`apps/${app}/dist/main.js`, [], { ...runningEnvironment(), PORT: process.env.PORT ?? '0' });
}
