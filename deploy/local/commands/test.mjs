import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repoRoot } from '../core/paths.mjs';
import { runNode } from '../core/script.mjs';
import { setUp } from '../core/setup.mjs';
import { readJson } from '../core/state.mjs';

/** @typedef {{ passed: number, failed: number }} Counts */

/**
 * A check that passes or fails as a whole.
 * @param {string} file @param {string[]} args @returns {Promise<Counts>}
 */
async function check(file, args) {
  const passed = (await runNode(file, args)) === 0;
  return passed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * One project of Jest: each test counts, and so does each file that could not run; a Jest that fails without saying of
 * which test counts as one failure.
 * @param {string} project @returns {Promise<Counts>}
 */
async function jest(project) {
  const folder = mkdtempSync(join(tmpdir(), 'bancheng-jest-'));
  const report = join(folder, 'report.json');
  try {
    const inBand = project === 'system' ? ['--runInBand'] : []; // each of its files starts a whole system
    const args = ['--selectProjects', project, ...inBand, '--json', `--outputFile=${report}`];
    const code = await runNode('node_modules/jest/bin/jest.js', args, { FORCE_COLOR: '0' });
    const result = existsSync(report) ? readJson(report) : undefined;
    const failed = result ? result.numFailedTests + result.numRuntimeErrorTestSuites : 0;
    return { passed: result?.numPassedTests ?? 0, failed: code === 0 ? failed : Math.max(failed, 1) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * All checks in the order they run.
 * @returns {{ name: string, run: () => Promise<Counts> }[]}
 */
function suites() {
  /** @type {{ displayName: string }[]} */
  const projects = createRequire(import.meta.url)(join(repoRoot, 'jest.config.cjs')).projects;
  return [
    { name: 'tsc', run: () => check('node_modules/typescript/bin/tsc', ['-b']) },
    { name: 'eslint', run: () => check('node_modules/eslint/bin/eslint.js', ['.']) },
    { name: 'knip', run: () => check('node_modules/knip/bin/knip.js', []) },
    { name: 'prettier', run: () => check('node_modules/prettier/bin/prettier.cjs', ['--check', '.']) },
    ...projects.map(({ displayName }) => ({ name: `jest ${displayName}`, run: () => jest(displayName) })),
  ];
}

/**
 * Runs every check and test of the repository. The last line is the sum, `N passed, N failed`.
 * @type {import('../run.mjs').Command}
 */
export default async function test() {
  await setUp(console.error);
  const sum = { passed: 0, failed: 0 };
  for (const { name, run } of suites()) {
    console.log(`\n=== ${name}`);
    const { passed, failed } = await run();
    console.log(`=== ${name}: ${passed} passed, ${failed} failed`);
    sum.passed += passed;
    sum.failed += failed;
  }
  console.log(`${sum.passed} passed, ${sum.failed} failed`);
  return sum.failed === 0 ? 0 : 1;
}
