import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../core/paths.mjs';
import { onPath, runTool } from '../core/process.mjs';
import { LocalError, withProgress } from '../core/report.mjs';
import { checksumList, verifyFolder } from './checksums.mjs';

const copyDependencies = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';

/** A Maven project that has nothing but dependencies. @param {string[]} coordinates group:artifact:version */
function projectOf(coordinates) {
  const dependencies = coordinates.map((coordinate) => {
    const [group, artifact, version] = coordinate.split(':');
    return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`;
  });
  return `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>bancheng.local</groupId><artifactId>part</artifactId><version>1</version><packaging>pom</packaging>
<dependencies>${dependencies.join('\n')}</dependencies></project>\n`;
}

/**
 * The folder that holds the jars of some artifacts and all they need; fetched with Maven at the first call and
 * checked against the committed list `tools/checksums/<name>.sha256`.
 * @param {object} wanted
 * @param {string} wanted.name with the version: the cache folder's and the list's name
 * @param {string[]} wanted.coordinates group:artifact:version
 * @param {string} wanted.title what is fetched and how long it usually takes
 * @param {NodeJS.ProcessEnv} wanted.env
 * @param {import('../core/report.mjs').Log} wanted.log
 * @param {AbortSignal | undefined} wanted.signal
 * @returns {Promise<string>}
 */
export async function jarFolder({ name, coordinates, title, env, log, signal }) {
  const folder = join(cacheFolder(env), name);
  if (existsSync(folder)) return folder;
  const maven = onPath('mvn', env);
  if (!maven) {
    throw new LocalError(
      `获取 ${name} 需要 Maven（未找到 mvn）。安装：sudo apt-get install maven（Debian/Ubuntu）、brew install maven（macOS）。`,
      `Maven is needed to fetch ${name} (no mvn on the PATH): sudo apt-get install maven (Debian/Ubuntu), brew install maven (macOS).`,
    );
  }
  mkdirSync(dirname(folder), { recursive: true });
  const work = mkdtempSync(`${folder}.new-`);
  const jars = join(work, 'jars');
  try {
    mkdirSync(jars);
    writeFileSync(join(work, 'pom.xml'), projectOf(coordinates));
    const args = ['-B', '-ntp', copyDependencies, `-DoutputDirectory=${jars}`, '-DincludeScope=runtime'];
    const fetch = () => runTool({ file: maven, args, cwd: work, env }, { signal });
    await withProgress(log, title, fetch, () => `${readdirSync(jars).length} / ${checksumList(name).size} jar`);
    await verifyFolder(jars, name);
    if (!existsSync(folder)) renameSync(jars, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return folder;
}
