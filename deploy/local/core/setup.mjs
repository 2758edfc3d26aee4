import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repoRoot } from './paths.mjs';
import { LocalError, withProgress } from './report.mjs';
import { runTool } from './process.mjs';

const lockfile = join(repoRoot, 'package-lock.json');
const modules = join(repoRoot, 'node_modules');
const stamp = join(modules, '.bancheng-lock');

/** @param {string} file milliseconds of its last change; 0 when missing */
const changedAt = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Whether what npm installed belongs to this lockfile: our stamp says so, or npm itself installed later than it changed. */
function isInstalled(/** @type {string} */ digest) {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return true;
  const installed = changedAt(join(modules, '.package-lock.json'));
  return installed > 0 && installed >= changedAt(lockfile);
}

/** The npm that runs us, else the one on the PATH. @returns {{ file: string, args: string[] }} */
function npm() {
  const own = process.env.npm_execpath;
  return own?.endsWith('npm-cli.js') ? { file: process.execPath, args: [own] } : { file: 'npm', args: [] };
}

/**
 * Installs the dependencies when they are missing or of another lockfile.
 * @param {import('./report.mjs').Log} log
 */
export async function install(log) {
  const digest = createHash('sha256').update(readFileSync(lockfile)).digest('hex');
  if (!isInstalled(digest)) {
    const { file, args } = npm();
    const title = '正在安装依赖 npm ci（首次通常 1 到 3 分钟）/ installing dependencies, usually 1 to 3 minutes once';
    await withProgress(log, title, () => runTool({ file, args: [...args, 'ci', '--include=dev'], cwd: repoRoot }));
  }
  writeFileSync(stamp, digest);
}

/** Compiles what has changed; prints only when something is wrong. */
async function compile() {
  const compiler = join(modules, 'typescript', 'bin', 'tsc');
  const child = spawn(process.execPath, [compiler, '-b', 'tsconfig.build.json'], {
    cwd: repoRoot,
    stdio: ['ignore', 2, 2],
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new LocalError('编译失败，见上。', 'The build failed, see above.');
}

const bundleFolder = join(repoRoot, 'apps', 'workflow-worker', 'dist');

/** Folders whose code is in the workflow bundle, or makes it. */
export const bundledRooms = ['libs/domain', 'libs/contracts', 'libs/workflows', 'apps/workflow-worker'];

/** Bundles the workflow code, from its sources, for Temporal's sandbox. */
async function bundle() {
  await runTool({ file: process.execPath, args: [join(bundleFolder, 'build-bundle.js')], cwd: repoRoot });
}

/** The same without a process of its own, which would load the libraries anew: half a second after the first time. */
export async function bundleHere() {
  const file = join(bundleFolder, 'bundle-workflows.js');
  const { writeBundle } = await import(`${pathToFileURL(file).href}?${changedAt(file)}`);
  await writeBundle();
}

/** Whether nothing that is in the workflow bundle has been compiled since it was made. */
function isBundled() {
  const compiled = Math.max(...bundledRooms.map((room) => changedAt(join(repoRoot, room, 'dist', '.tsbuildinfo'))));
  return changedAt(join(bundleFolder, 'workflow-bundle.js')) > compiled;
}

/**
 * Says what goes on when it takes longer than three seconds, as it does the first time.
 * @param {import('./report.mjs').Log} log @param {string} notice @param {() => Promise<void>} work
 */
async function withNotice(log, notice, work) {
  const timer = setTimeout(() => log(notice), 3_000);
  try {
    await work();
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Makes a clone ready to run: its dependencies as the lockfile says, its TypeScript compiled and its workflows bundled.
 * Needs nothing installed.
 * @param {import('./report.mjs').Log} log
 */
export async function setUp(log) {
  await install(log);
  await withNotice(log, '正在编译（首次通常半分钟）/ compiling, usually half a minute the first time', async () => {
    await compile();
    if (!isBundled()) await bundle();
  });
}
