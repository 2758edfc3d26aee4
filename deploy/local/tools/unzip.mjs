import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/**
 * Unpacks a zip archive with the files' permissions. Paths that lead out of the folder are refused by the library.
 * @param {string} archive @param {string} folder
 */
export async function unzip(archive, folder) {
  const { openPromise } = await import('yauzl');
  const zip = await openPromise(archive);
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue;
    const file = join(folder, entry.fileName);
    const mode = (entry.externalFileAttributes >>> 16) & 0o777;
    mkdirSync(dirname(file), { recursive: true });
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(file, { mode: mode || 0o644 }));
  }
}
