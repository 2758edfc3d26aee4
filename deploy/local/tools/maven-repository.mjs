import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { checksumList } from './checksums.mjs';
import { fetchFile } from './download.mjs';

/** How many jars are fetched side by side. */
const lanes = 8;

/**
 * @typedef {object} PinnedJar a jar of a committed list
 * @property {string} groupId
 * @property {string} artifactId
 * @property {string} version
 * @property {string} file its name
 * @property {string} sum hexadecimal SHA-256
 */

/** @param {string} list name of a list whose lines are `sum group:artifact:version` @returns {PinnedJar[]} */
export function pinnedJars(list) {
  return [...checksumList(list)].map(([coordinate, sum]) => {
    const [groupId = '', artifactId = '', version = ''] = coordinate.split(':');
    return { groupId, artifactId, version, file: `${artifactId}-${version}.jar`, sum };
  });
}

/**
 * Where an artifact lies in a repository, Maven's own unless another is named; known only once npm has installed it.
 * @returns {typeof import('mvn-artifact-url').default}
 */
const artifactUrl = () => createRequire(import.meta.url)('mvn-artifact-url').default;

/**
 * The mirror of Maven's central repository that this user's settings name, with a slash at its end.
 * @param {NodeJS.ProcessEnv} env @returns {string | undefined} undefined: none, so the repository itself
 */
export function mirrorOfCentral(env) {
  const settings = join(env.HOME || homedir(), '.m2', 'settings.xml');
  if (!existsSync(settings)) return undefined;
  const text = readFileSync(settings, 'utf8').replace(/<!--.*?-->/gs, '');
  const mirrors = [...text.matchAll(/<mirror>(.*?)<\/mirror>/gs)].map(([, mirror = '']) => mirror);
  const ours = mirrors.find((mirror) => /<mirrorOf>([^<]*,)?\s*(\*|external:\*|central)\s*[,<]/.test(mirror));
  return ours?.match(/<url>\s*(.*?)\/?\s*<\/url>/)?.[1]?.concat('/');
}

/**
 * Fetches the jars of a committed list straight from the repository.
 * @param {object} wanted
 * @param {PinnedJar[]} wanted.jars
 * @param {string} wanted.folder where they go
 * @param {NodeJS.ProcessEnv} wanted.env
 * @param {AbortSignal | undefined} wanted.signal
 */
export async function fetchJars({ jars, folder, env, signal }) {
  const mirror = mirrorOfCentral(env);
  const waiting = [...jars];
  const lane = async () => {
    for (let jar = waiting.shift(); jar; jar = waiting.shift()) {
      const url = await artifactUrl()(jar, mirror);
      await fetchFile({ url, sum: jar.sum, target: join(folder, jar.file) }, { signal });
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
