import { existsSync, mkdirSync, readdirSync, rmSync, watch, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { repoRoot } from './paths.mjs';

/** Editors save in several steps, and a change of branch changes many files: what comes so close together is one change. */
const quietMs = 100;

/** The folders of TypeScript that are compiled. */
function sourceFolders() {
  return ['libs', 'apps'].flatMap((kind) =>
    readdirSync(join(repoRoot, kind))
      .map((room) => join(repoRoot, kind, room, 'src'))
      .filter((folder) => existsSync(folder)),
  );
}

/**
 * Watches the sources of all rooms and programs, tests left out.
 * @param {AbortSignal} signal ends it
 * @param {(files: string[]) => Promise<void>} onChange is told the absolute paths; never called while it still works
 */
export function watchSources(signal, onChange) {
  /** @type {Set<string>} */
  const changed = new Set();
  let work = Promise.resolve();
  const flush = async () => {
    const files = [...changed];
    changed.clear();
    if (files.length > 0) await onChange(files);
  };
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  for (const folder of sourceFolders()) {
    watch(folder, { recursive: true, signal }, (_, name) => {
      if (!name?.endsWith('.ts') || name.endsWith('spec.ts')) return;
      changed.add(join(folder, name));
      clearTimeout(timer);
      timer = setTimeout(() => (work = work.then(flush)), quietMs);
    });
  }
}

/**
 * Compiles one source file to where `tsc -b` would, without looking at types, in a few milliseconds.
 * @param {string} file its absolute path; when it is gone, so is what it was compiled to
 * @throws when it is no TypeScript
 */
export async function compileFile(file) {
  const target = file.replace(`${sep}src${sep}`, `${sep}dist${sep}`).replace(/\.ts$/, '.js');
  if (!existsSync(file)) return rmSync(target, { force: true });
  const { transformFile } = await import('@swc/core');
  const { code } = await transformFile(file, {
    swcrc: false,
    sourceMaps: 'inline',
    module: { type: 'es6' },
    jsc: {
      target: 'es2023',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
    },
  });
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, code);
}
