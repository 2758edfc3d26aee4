import { setTimeout as sleep } from 'node:timers/promises';
import { cpuMs } from './processes.mjs';

/** PostgreSQL's longest delay in counting a connection's transactions, and a little more. */
const countingMs = 11_000;

/**
 * @typedef {Record<string, number>} Usage CPU milliseconds by the name of the process tree, and `commits`, `writes` (the
 *   commits that wrote) and `walBytes`
 */

/**
 * Measures a piece of work from a system at rest to a system at rest again, less what the idle system uses in as long.
 * @template T
 * @param {import('./system.mjs').System} system @param {import('./record.mjs').Record} record @param {() => Promise<T>} work
 * @returns {Promise<{ result: T, usage: Usage, idleCpu: number }>} `idleCpu`: the idle system's share of one core
 */
export async function measured(system, record, work) {
  const reading = async () => ({
    at: performance.now(),
    figures: { ...cpuMs(system.roots, record.backend), ...(await record.counters()) },
  });
  await sleep(countingMs);
  const before = await reading();
  const result = await work();
  await record.untilCalm();
  await sleep(countingMs);
  const after = await reading();
  await sleep(after.at - before.at);
  const end = await reading();
  const idle = less(end.figures, after.figures);
  const idleMs = Object.keys(system.roots).reduce((sum, name) => sum + (idle[name] ?? 0), 0);
  return {
    result,
    usage: less(less(after.figures, before.figures), idle),
    idleCpu: idleMs / (end.at - after.at),
  };
}

/** @param {Usage} a @param {Usage} b @returns {Usage} */
export const less = (a, b) => mapValues(a, (value, name) => value - (b[name] ?? 0));

/** @param {Usage} usage @param {number} count @returns {Usage} */
export const each = (usage, count) => mapValues(usage, (value) => value / count);

/** @param {Usage} usage @param {(value: number, name: string) => number} change @returns {Usage} */
function mapValues(usage, change) {
  return Object.fromEntries(Object.entries(usage).map(([name, value]) => [name, change(value, name)]));
}
