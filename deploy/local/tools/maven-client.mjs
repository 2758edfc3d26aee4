import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runTool } from '../core/process.mjs';

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
 * Has Maven resolve some artifacts with all they need at run time, and copy the jars, as its own configuration says.
 * @param {object} wanted
 * @param {string} wanted.maven the program
 * @param {string[]} wanted.coordinates group:artifact:version
 * @param {string} wanted.work an empty folder to work in
 * @param {string} wanted.jars the folder to fill
 * @param {boolean} [wanted.inLayout] in folders as a repository has them, group/artifact/version/
 * @param {NodeJS.ProcessEnv} wanted.env
 * @param {AbortSignal | undefined} [wanted.signal]
 */
export async function copyWithMaven({ maven, coordinates, work, jars, inLayout = false, env, signal }) {
  writeFileSync(join(work, 'pom.xml'), projectOf(coordinates));
  const options = [`-DoutputDirectory=${jars}`, '-DincludeScope=runtime', `-Dmdep.useRepositoryLayout=${inLayout}`];
  await runTool({ file: maven, args: ['-B', '-ntp', copyDependencies, ...options], cwd: work, env }, { signal });
}
