#!/usr/bin/env node
/**
 * Lays out what an image holds: `node deploy/images/tree.mjs <services|worker> <folder>`, after `npm run build` and the workflow
 * bundle. The Dockerfile calls it in its build stage, and where there is no container engine it is called as it is, so both
 * have the same files.
 */
import { chmodSync, cpSync, lstatSync, lutimesSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { arch } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { nodeFileTrace } from '@vercel/nft';

const root = fileURLToPath(new URL('../../', import.meta.url));

const services = readdirSync(join(root, 'apps')).filter((app) => app !== 'all-in-one' && app !== 'workflow-worker');

/**
 * The programs of each image, and the files they read without importing them. The worker has an image of its own, as it alone
 * holds the workflow code.
 */
export const images = {
  services: [
    ...services.map((service) => `apps/${service}/dist/main.js`),
    'apps/all-in-one/dist/migrate.js',
    ...['swagger-ui.css', 'swagger-ui-bundle.js', 'swagger-ui-standalone-preset.js', 'favicon-32x32.png'].map(
      (asset) => `node_modules/swagger-ui-dist/${asset}`,
    ),
  ],
  worker: [
    'apps/workflow-worker/dist/main.js',
    'apps/workflow-worker/dist/prepare-namespace.js',
    'apps/workflow-worker/dist/workflow-bundle.js',
    'apps/workflow-worker/no-stack-traces.cjs',
  ],
};

/** Temporal's native part comes for five systems; an image runs on one. */
const core = { x64: 'x86_64-unknown-linux-gnu', arm64: 'aarch64-unknown-linux-gnu' }[String(arch)];

/**
 * What can be reached and is never used: native parts for other systems, and the compiler that Temporal's bundler calls (the
 * workflows are bundled before).
 * @param {string} file relative to the root
 */
function isUnused(file) {
  const system = /\/core-bridge\/releases\/([^/]+)\//.exec(file)?.[1];
  return (system !== undefined && system !== core) || file.includes('node_modules/@swc/');
}

/** What tells whose a library is: people who hand an image on owe its authors that, and lists of parts are made of it. */
const PAPERS = /^(package\.json|(licen[cs]e|notice|copying)(\.\w+)?)$/i;

/** The folder of the library that a file belongs to. @param {string} file */
const libraryOf = (file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];

/**
 * The files that programs need to run, relative to the repository's root and to `/app` in an image, in a fixed order.
 * @param {string[]} programs relative to the root @returns {Promise<string[]>} symbolic links among them
 */
async function filesOf(programs) {
  const trace = await nodeFileTrace(
    programs.map((file) => join(root, file)),
    { base: root },
  );
  const fileList = [...trace.fileList].filter((file) => !isUnused(file));
  const libraries = new Set(fileList.map(libraryOf).filter((folder) => folder !== undefined));
  const papers = [...libraries].flatMap((folder) =>
    lstatSync(join(root, folder)).isDirectory()
      ? readdirSync(join(root, folder))
          .filter((name) => PAPERS.test(name))
          .map((name) => `${folder}/${name}`)
      : [],
  );
  return [...new Set([...fileList, ...papers, 'LICENSE'])].sort();
}

/**
 * Lays out under `folder` what programs need: `libraries/app` and `program/app`, a layer each, of which the first seldom changes.
 * The same sources give the same bytes, whoever builds: times are those of 1970, and everybody may read.
 * @param {string[]} programs relative to the root @param {string} folder emptied first
 */
export async function layOut(programs, folder) {
  const files = await filesOf(programs);
  rmSync(folder, { recursive: true, force: true });
  for (const file of files) {
    const layer = libraryOf(file) ? 'libraries' : 'program';
    const target = join(folder, layer, 'app', file);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(join(root, file), target, { verbatimSymlinks: true });
  }
  makeAlike(folder);
}

/** Gives all below a folder, and itself, fixed modes and times. @param {string} folder */
function makeAlike(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) makeAlike(path);
    else if (entry.isFile()) chmodSync(path, lstatSync(path).mode & 0o100 ? 0o755 : 0o644);
    lutimesSync(path, 0, 0);
  }
  chmodSync(folder, 0o755);
  lutimesSync(folder, 0, 0);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [image = '', folder] = process.argv.slice(2);
  const programs = new Map(Object.entries(images)).get(image);
  if (!folder || !programs) {
    console.error(`Usage: node deploy/images/tree.mjs <${Object.keys(images).join('|')}> <folder>`);
    process.exitCode = 2;
  } else await layOut(programs, resolve(folder));
}
