import { createWriteStream, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { LocalError, megabytes, withProgress } from '../core/report.mjs';
import { sha256 } from './checksums.mjs';

/** How long nothing may come before the download is given up, in milliseconds. */
const patienceMs = 8_000;

/**
 * @typedef {object} PinnedFile one file whose checksum is known
 * @property {string} url
 * @property {string} sum hexadecimal SHA-256
 * @property {string} target the file to make; it appears only when whole and right
 */

/**
 * Fetches an answer, given up when nothing comes for eight seconds.
 * @param {string} url
 * @param {{ signal?: AbortSignal | undefined, headers?: Record<string, string> }} options
 * @param {(response: Response, alive: () => void) => Promise<void>} use reads the body, telling of each piece
 * @throws when nothing comes, or the answer is an error
 */
async function withAnswer(url, { signal, headers = {} }, use) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(new Error(`${url}: no answer`)), patienceMs);
  try {
    const giveUp = AbortSignal.any([patience.signal, ...(signal ? [signal] : [])]);
    const response = await fetch(url, { signal: giveUp, headers });
    if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
    await use(response, () => timer.refresh());
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Fetches a page of text.
 * @param {string} url @param {{ signal?: AbortSignal | undefined, headers?: Record<string, string> }} options
 * @returns {Promise<{ text: string, url: string }>} with the address it came from in the end
 */
export async function fetchText(url, options) {
  let page = { text: '', url };
  await withAnswer(url, options, async (response) => {
    page = { text: await response.text(), url: response.url };
  });
  return page;
}

/**
 * Downloads a file, in silence.
 * @param {PinnedFile} file
 * @param {{ signal?: AbortSignal | undefined, onData?: (got: number, whole: number) => void }} [options]
 * @throws when nothing comes for eight seconds, the answer is an error, or the sum differs
 */
export async function fetchFile({ url, sum, target }, { signal, onData } = {}) {
  const draft = `${target}.${process.pid}.new`;
  mkdirSync(dirname(target), { recursive: true });
  try {
    await withAnswer(url, { signal }, async ({ body, headers }, alive) => {
      if (!body) throw new Error(`${url}: empty`);
      const stream = Readable.fromWeb(/** @type {import('node:stream/web').ReadableStream} */ (body));
      const whole = Number(headers.get('content-length'));
      let got = 0;
      stream.on('data', (chunk) => {
        got += chunk.length;
        alive();
        onData?.(got, whole);
      });
      await pipeline(stream, createWriteStream(draft));
    });
    const found = await sha256(draft);
    if (found !== sum) {
      throw new LocalError(`下载内容校验不符：${url}`, `Checksum mismatch: ${found}, expected ${sum}.`);
    }
    renameSync(draft, target);
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Downloads a file, telling how far it is.
 * @param {PinnedFile & { title: string, log: import('../core/report.mjs').Log, signal: AbortSignal | undefined }} wanted
 * @throws as {@link fetchFile}
 */
export async function download({ title, log, signal, ...file }) {
  let progress = megabytes(0);
  /** @type {(got: number, whole: number) => void} */
  const onData = (got, whole) => {
    progress = `${megabytes(got)} / ${whole ? megabytes(whole) : '?'}`;
  };
  const fetching = () => fetchFile(file, { signal, onData });
  await withProgress(log, title, fetching, () => progress);
}
