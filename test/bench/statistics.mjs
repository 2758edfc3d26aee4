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
 * @typedef {object} Comparison a figure of two systems, measured in turns
 * @property {number} before the median of the one
 * @property {number} after the median of the other
 * @property {number} ratio the median of the rounds' own ratios, after ÷ before: what disturbs both of a round's halves
 *   alike is not in it
 * @property {number} least of the rounds' ratios
 * @property {number} most of them
 */

/**
 * @param {readonly { before: number, after: number }[]} rounds at least one
 * @returns {Comparison}
 */
export function compare(rounds) {
  const ratios = rounds.map(({ before, after }) => (before === after ? 1 : after / before));
  const median = (/** @type {readonly number[]} */ values) => percentile(values, 50);
  return {
    before: median(rounds.map(({ before }) => before)),
    after: median(rounds.map(({ after }) => after)),
    ratio: median(ratios),
    least: Math.min(...ratios),
    most: Math.max(...ratios),
  };
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

/**
 * Does `work` for 0 … count - 1, at most `concurrency` at once.
 * @param {number} count @param {number} concurrency @param {(index: number) => Promise<unknown>} work
 */
export async function inParallel(count, concurrency, work) {
  let next = 0;
  const lane = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, count) }, lane));
}
