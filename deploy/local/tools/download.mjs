import { createWriteStream, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { LocalError, megabytes, withProgress } from '../core/report.mjs';
import { sha256 } from './checksums.mjs';

/** How long nothing may come before the download is given up, in milliseconds. */
const patienceMs = 8_000;

/**
 * Downloads one file whose checksum is known.
 * @param {object} wanted
 * @param {string} wanted.url
 * @param {string} wanted.sum hexadecimal SHA-256
 * @param {string} wanted.target the file to make; it appears only when whole and right
 * @param {string} wanted.title
 * @param {import('../core/report.mjs').Log} wanted.log
 * @param {AbortSignal | undefined} wanted.signal
 * @throws when nothing comes for eight seconds, the answer is an error, or the sum differs
 */
export async function download({ url, sum, target, title, log, signal }) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(new Error(`${url}: no answer`)), patienceMs);
  const draft = `${target}.${process.pid}.new`;
  let got = 0;
  try {
    const response = await fetch(url, { signal: AbortSignal.any([patience.signal, ...(signal ? [signal] : [])]) });
    if (!response.ok || !response.body) throw new Error(`${url}: HTTP ${response.status}`);
    const whole = Number(response.headers.get('content-length'));
    const body = Readable.fromWeb(/** @type {import('node:stream/web').ReadableStream} */ (response.body));
    body.on('data', (chunk) => {
      got += chunk.length;
      timer.refresh();
    });
    mkdirSync(dirname(target), { recursive: true });
    const save = () => pipeline(body, createWriteStream(draft));
    await withProgress(log, title, save, () => `${megabytes(got)} / ${whole ? megabytes(whole) : '?'}`);
    const found = await sha256(draft);
    if (found !== sum) {
      throw new LocalError(`下载内容校验不符：${url}`, `Checksum mismatch: ${found}, expected ${sum}.`);
    }
    renameSync(draft, target);
  } finally {
    clearTimeout(timer);
    rmSync(draft, { force: true });
  }
}
