#!/usr/bin/env node
/**
 * `npm run cluster`: a real Kubernetes of one node on this machine, the chart on it with real parts, and real matters against
 * it. The last line is `N passed, N failed`.
 */
import { Checks } from './checks.mjs';
import { Installation } from './installation.mjs';
import { Node } from './node.mjs';

const log = console.error;
const node = new Node(log);
const checks = new Checks(console.log);
const installation = new Installation(node, log);
const keep = process.argv.includes('--keep');

/** What rests on what: after a failed one the rest is not tried. @type {[string, () => Promise<string | void>][]} */
const steps = [
  ['程序和镜像 / programs and images', () => installation.prepare()],
  ['节点 / the node', () => node.up()],
  ['零件就绪 / parts ready', () => installation.parts()],
  ['安装到强制 restricted 的命名空间 / chart installed where restricted is enforced', () => installation.chart()],
  ['helm test：从登记到归档 / from registration to the archive', () => installation.trial()],
  ['十七件事项办到底 / the tour, through the Ingress', () => installation.tour()],
];

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void node.down().finally(() => process.exit(1)));
try {
  for (const [name, work] of steps) if (!(await checks.take(name, work))) break;
} finally {
  if (!keep) await node.down();
}
process.exitCode = checks.close();
