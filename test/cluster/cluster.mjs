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
const keep = process.argv.includes('--keep');
try {
  await node.build();
  const installation = new Installation(node, log);
  await installation.images();
  await node.up();
  await checks.take('零件就绪 / parts ready', () => installation.parts());
  await checks.take('安装到强制 restricted 的命名空间 / chart installed where restricted is enforced', () =>
    installation.chart(),
  );
  await checks.take('helm test：从登记到归档 / from registration to the archive', () => installation.trial());
  await checks.take('十七件事项办到底 / the tour, through the Ingress', () => installation.tour());
} finally {
  if (!keep) await node.down();
}
process.exitCode = checks.close();
