import { runNode } from '../core/script.mjs';
import { setUp } from '../core/setup.mjs';

/** Proves the chart on a real Kubernetes of this machine's own. @type {import('../run.mjs').Command} */
export default async function cluster(args) {
  await setUp(console.error);
  return runNode('test/cluster/cluster.mjs', args);
}
