import { runNode } from '../core/script.mjs';
import { setUp } from '../core/setup.mjs';

/** Generates the API and event references. @type {import('../run.mjs').Command} */
export default async function docs(args) {
  await setUp(console.error);
  return runNode('test/docs/generate.mjs', args);
}
