import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { repoRoot } from './paths.mjs';

/** Editors save in several steps, and a change of branch changes many files: what comes so close together is one change. */
const quietMs = 100;

/**
 * Watches the sources of all rooms and programs, tests left out. Node's own watching loses files that are replaced, as
 * editors and git do.
 * @param {AbortSignal} signal ends it
 * @param {(files: string[]) => Promise<void>} onChange is told the absolute paths; never called while it still works
 */
export async function watchSources(signal, onChange) {
  const { watch } = await import('chokidar');
  const folders = ['libs', 'apps'].flatMap((kind) =>
    readdirSync(join(repoRoot, kind)).map((room) => join(repoRoot, kind, room, 'src')),
  );
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
  const watcher = watch(folders, { ignoreInitial: true }).on('all', (_, file) => {
    if (!file.endsWith('.ts') || file.endsWith('spec.ts')) return;
    changed.add(file);
    clearTimeout(timer);
    timer = setTimeout(() => {
      work = work.then(flush);
    }, quietMs);
  });
  signal.addEventListener('abort', () => void watcher.close());
  await new Promise((resolve) => watcher.once('ready', () => resolve(undefined)));
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
