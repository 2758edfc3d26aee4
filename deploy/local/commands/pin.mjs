import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { onPath } from '../core/process.mjs';
import { LocalError } from '../core/report.mjs';
import { checksumFile, sha256 } from '../tools/checksums.mjs';
import { copyWithMaven } from '../tools/maven-client.mjs';

/**
 * Writes the committed list of the jars that some artifacts need, as this machine's Maven resolves and brings them:
 * `pin <list> <group:artifact:version>…`, when a version changes.
 * @type {import('../run.mjs').Command}
 */
export default async function pin([list = '', ...coordinates]) {
  const maven = onPath('mvn');
  if (!maven || coordinates.length === 0) {
    throw new LocalError(
      '用法：pin <清单名> <group:artifact:version>…（需要 Maven）',
      'Give a list and what it is of; Maven is needed.',
    );
  }
  const work = mkdtempSync(join(tmpdir(), 'bancheng-pin-'));
  try {
    const jars = join(work, 'jars');
    await copyWithMaven({ maven, coordinates, work, jars, inLayout: true, env: process.env });
    const files = readdirSync(jars, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.jar'));
    const lines = files.map(async (file) => `${await sha256(join(jars, file))}  ${coordinateOf(file)}\n`);
    writeFileSync(checksumFile(list), (await Promise.all(lines)).sort(byCoordinate).join(''));
    console.log(`已写入 / written: ${checksumFile(list)}（${files.length} jar）`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return 0;
}

/** @param {string} path group/artifact/version/file.jar */
function coordinateOf(path) {
  const folders = path.split(sep).slice(0, -1);
  const [artifact, version] = folders.slice(-2);
  return [folders.slice(0, -2).join('.'), artifact, version].join(':');
}

/** @param {string} one @param {string} other lines `sum  coordinate` */
const byCoordinate = (one, other) => (one.slice(66) < other.slice(66) ? -1 : 1);
