import { runNode } from '../core/script.mjs';
import { setUp } from '../core/setup.mjs';

/** Measures the system on parts of its own. @type {import('../run.mjs').Command} */
export default async function bench(args) {
  await setUp(console.error);
  return runNode('test/bench/bench.mjs', args);
}
