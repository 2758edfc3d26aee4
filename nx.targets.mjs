import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The targets of Jest: which of its projects (`jest.config.cjs`) they run, and how the names of their files end. */
const JEST_TARGETS = [
  { target: 'test', projects: ['unit'], ends: ['.spec.ts'] },
  { target: 'integration', projects: ['integration', 'workflow'], ends: ['.int-spec.ts', '.workflow-spec.ts'] },
];

/** @param {string} root @param {string} file a workspace's package.json */
function projectOf(root, file) {
  const folder = dirname(file);
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  const tested = JEST_TARGETS.filter(({ ends }) => names.some((name) => ends.some((end) => name.endsWith(end))));
  const jest = tested.map(({ target, projects }) => {
    const command = `jest --testPathPatterns ${folder}/ --selectProjects ${projects.join(' ')}`;
    return [target, { command }];
  });
  const targets = {
    build: { command: `tsc -b ${folder}` },
    lint: { command: `eslint ${folder}` },
    ...Object.fromEntries(jest),
  };
  return { projects: { [folder]: { targets } } };
}

/**
 * Nx's targets of every workspace that has a package.json: a room has a target for the tests it has.
 * @type {import('@nx/devkit').CreateNodesV2}
 */
export const createNodesV2 = [
  '{libs,apps,deploy}/*/package.json',
  (files, _options, { workspaceRoot }) => files.map((file) => [file, projectOf(workspaceRoot, file)]),
];
