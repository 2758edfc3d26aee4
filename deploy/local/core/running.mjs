import { dataFolder } from './paths.mjs';
import { isRunning } from './process.mjs';
import { LocalError } from './report.mjs';
import { readState } from './state.mjs';

/**
 * The environment of the system that `npm start` runs: what the services got, and `BANCHENG_API`, its address.
 * @returns {Record<string, string>}
 * @throws {LocalError} when nothing runs
 */
export function runningEnvironment() {
  const { runner, env } = readState(dataFolder());
  if (isRunning(runner) && env) return env;
  throw new LocalError(
    '系统没有在运行，请先在另一个终端执行 npm start。',
    'Nothing runs: first `npm start` in another terminal.',
  );
}
