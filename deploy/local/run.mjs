#!/usr/bin/env node
/**
 * The one entry of the local edition: `node deploy/local/run.mjs <command> [arguments]`. It and all it imports at once
 * run before anything is installed.
 */
import { errorText, LocalError } from './core/report.mjs';

/** @typedef {(args: string[]) => Promise<number>} Command resolves to the exit code */

/** @type {Record<string, () => Promise<{ default: Command }>>} */
const commands = {
  start: () => import('./commands/start.mjs'),
  dev: () => import('./commands/dev.mjs'),
  test: () => import('./commands/test.mjs'),
  'test:one': () => import('./commands/test-one.mjs'),
  reset: () => import('./commands/reset.mjs'),
  token: () => import('./commands/token.mjs'),
  tour: () => import('./commands/tour.mjs'),
  bench: () => import('./commands/bench.mjs'),
  cluster: () => import('./commands/cluster.mjs'),
  docs: () => import('./commands/docs.mjs'),
  pin: () => import('./commands/pin.mjs'),
  serve: () => import('./commands/serve.mjs'),
};

const [name = '', ...args] = process.argv.slice(2);
try {
  const command = commands[name];
  if (!command) {
    const known = Object.keys(commands).join(' | ');
    throw new LocalError(`用法：node deploy/local/run.mjs ${known}`, `Unknown command: ${name}`);
  }
  process.exitCode = await (await command()).default(args);
} catch (error) {
  console.error(errorText(error));
  process.exitCode = 1;
}
