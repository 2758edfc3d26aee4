/** @typedef {(line: string) => void} Log writes one line for the person who waits */

/** An error whose text is written for the person at the terminal: Chinese first, then English. */
export class LocalError extends Error {
  /** @param {string} zh @param {string} en @param {{ cause?: unknown }} [options] */
  constructor(zh, en, options) {
    super(`${zh}\n${en}`, options);
    this.name = 'LocalError';
  }
}

/**
 * The text to show for whatever was thrown: our own errors without a stack, all others with it.
 * @param {unknown} error
 */
export function errorText(error) {
  if (error instanceof LocalError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** A megabyte figure for people. @param {number} bytes */
export const megabytes = (bytes) => `${(bytes / 1_048_576).toFixed(0)} MB`;

/**
 * Does something slow while telling every ten seconds that it goes on, and at the end how long it took.
 * @template T
 * @param {Log} log
 * @param {string} title what is being fetched or built, and how long that usually takes
 * @param {() => Promise<T>} work
 * @param {() => string} [howFar] how much is done, asked each time
 * @returns {Promise<T>}
 */
export async function withProgress(log, title, work, howFar) {
  const begun = Date.now();
  const seconds = () => Math.round((Date.now() - begun) / 1000);
  log(title);
  const ticker = setInterval(() => log(`  … ${seconds()} s${howFar ? ` · ${howFar()}` : ''}`), 10_000);
  try {
    const result = await work();
    log(`  ✓ ${seconds()} s`);
    return result;
  } finally {
    clearInterval(ticker);
  }
}
