import { readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

const ROOT = resolve(__dirname, '../..');
const GENERATED = ['node_modules', 'dist', '.git', '.nx', '.bancheng'];

/** The files that `tsc -b` checks by this configuration and those it refers to. */
function checkedBy(config: string): string[] {
  const path = ts.sys.fileExists(config) ? config : join(config, 'tsconfig.json');
  const { config: json } = ts.readConfigFile(path, ts.sys.readFile) as { config: object };
  const parsed = ts.parseJsonConfigFileContent(json, ts.sys, dirname(path), undefined, path);
  const own = parsed.fileNames.filter((name) => name.endsWith('.ts') || parsed.options.checkJs === true);
  return [...own, ...(parsed.projectReferences ?? []).flatMap((reference) => checkedBy(reference.path))];
}

/** Every program of the repository. */
function programs(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return GENERATED.includes(entry.name) ? [] : programs(path);
    return /\.[cm]?[jt]s$/.test(entry.name) ? [path] : [];
  });
}

describe('the compiler', () => {
  it('checks every program, test and script', () => {
    const checked = new Set(checkedBy(join(ROOT, 'tsconfig.json')));
    const found = programs(ROOT);
    expect(found.length).toBeGreaterThan(500);
    expect(found.filter((path) => !checked.has(path)).map((path) => relative(ROOT, path))).toEqual([]);
  });
});
