import { runNode } from '../core/script.mjs';
import { setUp } from '../core/setup.mjs';

/**
 * Measures the system on parts of its own; `reprojection` measures what a new calendar costs while it moves open deadlines.
 * @type {import('../run.mjs').Command}
 */
export default async function bench(args) {
  await setUp(console.error);
  const [first, ...rest] = args;
  return first === 'reprojection'
    ? runNode('test/bench/reprojection.mjs', rest)
    : runNode('test/bench/bench.mjs', args);
}
