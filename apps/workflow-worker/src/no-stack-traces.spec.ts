import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const PRELOAD = join(__dirname, '../no-stack-traces.cjs');
/** Counts, in a thread and as the SDK does there, the promises that a hook is told of. */
const THREAD = `
  let told = 0;
  require('node:v8').promiseHooks.createHook({ init: () => (told += 1) });
  Promise.resolve().then(() => undefined);
  require('node:worker_threads').parentPort.postMessage(told);`;
const MAIN = `
  const { Worker } = require('node:worker_threads');
  new Worker(${JSON.stringify(THREAD)}, { eval: true }).on('message', (told) => console.log(told));`;

function promisesTold(args: string[], env: Record<string, string> = {}): number {
  const options = { encoding: 'utf8', env: { ...process.env, ...env } } as const;
  return Number(execFileSync(process.execPath, [...args, '--eval', MAIN], options));
}

describe('stack traces of workflow promises', () => {
  it('are not taken in the threads of a process that preloads this', () => {
    expect(promisesTold(['--require', PRELOAD])).toBe(0);
  });

  it('are taken where configuration asks for them, and in any other process', () => {
    expect(promisesTold(['--require', PRELOAD], { WORKFLOW_STACK_TRACES: 'on' })).toBeGreaterThan(0);
    expect(promisesTold([])).toBeGreaterThan(0);
  });
});
