import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { localFile } from '../core/paths.mjs';

/** @param {string} file @returns {Promise<string>} hexadecimal SHA-256 */
export async function sha256(file) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** @param {string} list its name without folder and ending @returns {string} the committed file */
export const checksumFile = (list) => localFile(`tools/checksums/${list}.sha256`);

/**
 * A committed list of sums, in the format of `sha256sum`.
 * @param {string} list its name without folder and ending @returns {Map<string, string>} sum by name
 */
export function checksumList(list) {
  const lines = readFileSync(checksumFile(list), 'utf8').trim().split('\n');
  return new Map(lines.map((line) => /** @type {[string, string]} */ (line.split(/\s+/).reverse())));
}
