/**
 * @typedef {object} Spread milliseconds
 * @property {number} p50
 * @property {number} p99
 * @property {number} samples
 */

/**
 * The nearest-rank percentile.
 * @param {readonly number[]} values at least one @param {number} percent 0 < percent ≤ 100
 */
export function percentile(values, percent) {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.ceil((percent / 100) * sorted.length) - 1];
  if (value === undefined) throw new Error('no values');
  return value;
}

/** @param {readonly number[]} values milliseconds @returns {Spread} */
export function spreadOf(values) {
  return { p50: percentile(values, 50), p99: percentile(values, 99), samples: values.length };
}

/**
 * Does something and says how long it took, in milliseconds.
 * @template T @param {() => Promise<T>} work @returns {Promise<{ ms: number, result: T }>}
 */
export async function timed(work) {
  const begun = performance.now();
  const result = await work();
  return { ms: performance.now() - begun, result };
}

/** Does `work` for 0 … count - 1, at most `concurrency` at once. @param {number} count @param {number} concurrency @param {(index: number) => Promise<unknown>} work */
export async function inParallel(count, concurrency, work) {
  let next = 0;
  const lane = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, count) }, lane));
}
