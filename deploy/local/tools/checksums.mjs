import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { localFile } from '../core/paths.mjs';
import { LocalError } from '../core/report.mjs';

/** @param {string} file @returns {Promise<string>} hexadecimal SHA-256 */
export async function sha256(file) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/**
 * The committed list of what a folder must hold, in the format of `sha256sum`.
 * @param {string} list its name without folder and ending @returns {Map<string, string>} sum by file name
 */
export function checksumList(list) {
  const lines = readFileSync(localFile(`tools/checksums/${list}.sha256`), 'utf8')
    .trim()
    .split('\n');
  return new Map(lines.map((line) => /** @type {[string, string]} */ (line.split(/\s+/).reverse())));
}

/**
 * Checks that a folder holds exactly the listed files with exactly the listed contents.
 * @param {string} folder @param {string} list
 * @throws {LocalError} naming the first difference
 */
export async function verifyFolder(folder, list) {
  const sums = checksumList(list);
  for (const name of new Set([...sums.keys(), ...readdirSync(folder)])) {
    const found = readdirSync(folder).includes(name) ? await sha256(join(folder, name)) : 'missing';
    if (found !== sums.get(name)) {
      throw new LocalError(
        `下载内容与登记的校验值不符：${name}（${list}）。`,
        `A download differs from its recorded checksum: ${name}: ${found}, expected ${sums.get(name) ?? 'no such file'}.`,
      );
    }
  }
}
