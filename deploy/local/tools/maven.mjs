import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../core/paths.mjs';
import { onPath } from '../core/process.mjs';
import { LocalError, withProgress } from '../core/report.mjs';
import { sha256 } from './checksums.mjs';
import { copyWithMaven } from './maven-client.mjs';
import { fetchJars, pinnedJars } from './maven-repository.mjs';

/**
 * Checks that a folder holds exactly the jars of a list.
 * @param {string} folder @param {import('./maven-repository.mjs').PinnedJar[]} jars
 * @throws {LocalError} naming the first difference
 */
export async function verifyJars(folder, jars) {
  const sums = new Map(jars.map(({ file, sum }) => [file, sum]));
  const present = readdirSync(folder);
  for (const name of new Set([...sums.keys(), ...present])) {
    const found = present.includes(name) ? await sha256(join(folder, name)) : 'missing';
    if (found !== sums.get(name)) {
      throw new LocalError(
        `下载内容与登记的校验值不符：${name}。`,
        `A download differs from its recorded checksum: ${name}: ${found}, expected ${sums.get(name) ?? 'no such file'}.`,
      );
    }
  }
}

/**
 * The folder that holds the jars of some artifacts and all they need: fetched at the first call, by Maven where there is
 * one (it knows mirrors, proxies and passwords), else by ourselves, and checked against the committed list
 * `tools/checksums/<name>.sha256`.
 * @param {object} wanted
 * @param {string} wanted.name with the version: the cache folder's and the list's name
 * @param {string[]} wanted.coordinates group:artifact:version
 * @param {string} wanted.title what is fetched and how long it usually takes
 * @param {NodeJS.ProcessEnv} wanted.env
 * @param {import('../core/report.mjs').Log} wanted.log
 * @param {AbortSignal | undefined} wanted.signal
 * @returns {Promise<string>}
 * @throws {LocalError} when one of them cannot be fetched or is another file
 */
export async function jarFolder({ name, coordinates, title, env, log, signal }) {
  const folder = join(cacheFolder(env), name);
  if (existsSync(folder)) return folder;
  mkdirSync(dirname(folder), { recursive: true });
  const work = mkdtempSync(`${folder}.new-`);
  const jars = join(work, 'jars');
  const pinned = pinnedJars(name);
  const maven = onPath('mvn', env);
  const fetching = maven
    ? () => copyWithMaven({ maven, coordinates, work, jars, env, signal })
    : () => fetchJars({ jars: pinned, folder: jars, env, signal }).catch(explain(name, signal));
  try {
    mkdirSync(jars);
    await withProgress(log, title, fetching, () => `${readdirSync(jars).length} / ${pinned.length} jar`);
    await verifyJars(jars, pinned);
    if (!existsSync(folder)) renameSync(jars, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return folder;
}

/** @param {string} name @param {AbortSignal | undefined} signal @returns {(error: unknown) => never} */
const explain = (name, signal) => (error) => {
  if (signal?.aborted || error instanceof LocalError) throw error;
  const why = error instanceof Error ? error.message : String(error);
  throw new LocalError(
    `${name} 下载失败。可在 ~/.m2/settings.xml 里配置 Maven 镜像（mirrorOf 为 central），或安装 Maven（mvn）；` +
      '已有 Kafka 时设置 KAFKA_BROKERS=主机:端口。',
    `${name} could not be downloaded (${why}). Name a mirror of Maven's central repository in ~/.m2/settings.xml, or ` +
      'install Maven; with a Kafka of your own set KAFKA_BROKERS=host:port instead.',
    { cause: error },
  );
};
