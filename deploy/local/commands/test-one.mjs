import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { repoRoot } from '../core/paths.mjs';
import { LocalError } from '../core/report.mjs';
import { runNode } from '../core/script.mjs';
import { startParts } from '../parts/index.mjs';
import { install, setUp } from '../core/setup.mjs';

/** @typedef {import('../parts/index.mjs').PartName} PartName */

/** The Jest project by how a test file's name ends. */
const projects = {
  '.int-spec.ts': 'integration',
  '.workflow-spec.ts': 'workflow',
  '.system-spec.ts': 'system',
  '.helm-spec.ts': 'helm',
  '.spec.ts': 'unit',
};

/** What an integration test names of a part that it needs beside PostgreSQL. @type {[PartName, string][]} */
const traces = [
  ['temporal', 'TEMPORAL_ADDRESS'],
  ['kafka', 'KAFKA_BROKERS'],
  ['oidc', 'OIDC_ISSUER'],
];

/**
 * Runs one test file, with only the parts it needs: `test:one <file> [options of Jest]`.
 * @type {import('../run.mjs').Command}
 */
export default async function testOne([name = '', ...options]) {
  const file = resolve(process.env.INIT_CWD ?? '', name);
  const project = Object.entries(projects).find(([ending]) => file.endsWith(ending))?.[1];
  if (!project || !existsSync(file)) {
    throw new LocalError(
      `不是测试文件：${name}`,
      `Not a test file: ${name}. Usage: npm run test:one <file> [-- -t name]`,
    );
  }
  await (project === 'system' ? setUp : install)(console.error); // the others run from their sources
  const { globalSetup, globalTeardown, ...config } = projectOf(project);
  if (project !== 'integration') return jest({ ...config, globalSetup, globalTeardown }, file, options);
  const parts = await startParts({ ephemeral: true, only: partsOf(file) });
  try {
    return await jest(config, file, options, parts.env);
  } finally {
    await parts.stop();
  }
}

/** @param {string} name @returns {Record<string, unknown>} */
function projectOf(name) {
  const { projects: known } = createRequire(import.meta.url)(join(repoRoot, 'jest.config.cjs'));
  return known.find((/** @type {{ displayName: string }} */ { displayName }) => displayName === name);
}

/**
 * @param {Record<string, unknown>} config one project @param {string} file @param {string[]} options
 * @param {Record<string, string>} [env]
 */
function jest(config, file, options, env) {
  const args = ['--config', JSON.stringify(config), '--runTestsByPath', relative(repoRoot, file), ...options];
  return runNode('node_modules/jest/bin/jest.js', args, env);
}

/** The parts that an integration test names, it or the files that it imports. @param {string} file @returns {PartName[]} */
function partsOf(file) {
  const text = [...withImports(file)].map((path) => readFileSync(path, 'utf8')).join('\n');
  return ['postgres', ...traces.filter(([, trace]) => text.includes(trace)).map(([part]) => part)];
}

/** A file and all it imports by relative paths. @param {string} file @param {Set<string>} [seen] */
function withImports(file, seen = new Set()) {
  seen.add(file);
  for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(/from '(\.[^']+)'/g)) {
    const imported = resolve(dirname(file), path.replace(/\.js$/, '.ts'));
    if (!seen.has(imported) && existsSync(imported)) withImports(imported, seen);
  }
  return seen;
}
