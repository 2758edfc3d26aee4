import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');

interface ProjectGraph {
  graph: { nodes: Record<string, { data: { root: string; targets: Record<string, Target> } }> };
}
interface Target {
  options: { command?: string };
}

function run(file: string, ...args: string[]): string {
  const env = { ...process.env, NX_DAEMON: 'false' };
  return execFileSync(process.execPath, [join(ROOT, 'node_modules', file), ...args], {
    cwd: ROOT,
    env,
    encoding: 'utf8',
  });
}

function projects() {
  const folder = mkdtempSync(join(tmpdir(), 'bancheng-nx-'));
  try {
    run('nx/dist/bin/nx.js', 'graph', `--file=${folder}/graph.json`);
    const { graph } = JSON.parse(readFileSync(join(folder, 'graph.json'), 'utf8')) as ProjectGraph;
    return Object.values(graph.nodes).map(({ data }) => data);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The files of these projects of Jest, from the repository's root. */
function specs(...names: string[]): string[] {
  const files = JSON.parse(run('jest/bin/jest.js', '--listTests', '--json', '--selectProjects', ...names)) as string[];
  return files.map((file) => relative(ROOT, file)).filter((file) => /^(libs|apps|deploy)\//.test(file));
}

describe('the targets of Nx', () => {
  it.each([
    ['test', ['unit']],
    ['integration', ['integration', 'workflow']],
  ])('%s runs every spec of a room, and is there only where there are some', (target, names) => {
    const commands = projects().flatMap(({ root, targets }) => {
      const command = targets[target]?.options.command;
      return command === undefined ? [] : [{ root, command }];
    });
    const files = specs(...names);
    for (const { root, command } of commands) {
      expect(command).toBe(`jest --testPathPatterns ${root}/ --selectProjects ${names.join(' ')}`);
      expect(files.some((file) => file.startsWith(`${root}/`))).toBe(true);
    }
    expect(files.filter((file) => !commands.some(({ root }) => file.startsWith(`${root}/`)))).toEqual([]);
  });
});
