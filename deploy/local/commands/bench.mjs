import { runNode } from '../core/script.mjs';
import { setUp } from '../core/setup.mjs';

/** What the bench can do beside its one table, by the first argument. @type {Record<string, string>} */
const programs = { reprojection: 'test/bench/reprojection.mjs', compare: 'test/bench/compare.mjs' };

/**
 * Measures the system on parts of its own; `reprojection` measures what a new calendar costs while it moves open
 * deadlines, `compare <ref>` plays another commit against this one.
 * @type {import('../run.mjs').Command}
 */
export default async function bench(args) {
  await setUp(console.error);
  const [first = '', ...rest] = args;
  const program = programs[first];
  return program ? runNode(program, rest) : runNode('test/bench/bench.mjs', args);
}
