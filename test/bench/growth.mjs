import { setTimeout as sleep } from 'node:timers/promises';
import { cpuMs, memoryMb } from './processes.mjs';
import { spreadOf, timed } from './statistics.mjs';
import { each, less } from './usage.mjs';

export const fillConcurrency = 16;
const mostSamples = 200;
/** As long as a sweep's interval, so that each idle time has one. */
const idleMs = 30_000;

/**
 * @typedef {object} Level registering one by one while so many cases are open, `clocksOfOpenCase` running on each, and the
 *   engine is idle
 * @property {number} open
 * @property {import('./statistics.mjs').Spread} registration
 * @property {import('./statistics.mjs').Spread} floor one fsynced commit, taken in turns with the registrations
 * @property {Record<string, number>} memoryMb by process tree
 * @property {Record<string, number>} idleCpu by process tree, in percent of one core, while nobody does anything
 * @property {{ cases: number, seconds: number, drainedAfter: number }} filled how many cases were opened to get there,
 *   how long that took, and how long the engine then took to start their workflows
 */

/**
 * @typedef {object} Stage
 * @property {import('./system.mjs').System} system
 * @property {import('./record.mjs').Record} record
 * @property {import('./engine.mjs').Engine} engine
 * @property {import('./load.mjs').Load} load
 * @property {import('./floor.mjs').Floor} floor
 */

/** The numbers of open cases at which registering is measured. @param {number} most */
export const levelsUpTo = (most) => [...[100, 1_000].filter((level) => level < most), most];

/**
 * @param {Stage} stage @param {number} open half of the samples are taken below that number, half above
 * @returns {Promise<Level>}
 */
export async function measureLevel({ system, record, engine, load, floor }, open) {
  const samples = Math.min(mostSamples, 2 * open);
  const missing = Math.max(0, open - samples / 2 - (await record.openCases()));
  const filling = await timed(() => load.fill(missing, fillConcurrency));
  const draining = await timed(() => engine.untilStarted(open - samples / 2));
  const registrations = [];
  const commits = [];
  for (let count = 0; count < samples; count += 1) {
    await record.untilCalm();
    commits.push((await timed(() => floor.commit())).ms);
    const { ms, result } = await timed(() => load.register());
    registrations.push(ms);
    await load.leaveOpen(result);
  }
  return {
    open,
    registration: spreadOf(registrations),
    floor: spreadOf(commits),
    memoryMb: memoryMb(system.roots),
    idleCpu: await idleCpu(system, record),
    filled: { cases: missing, seconds: filling.ms / 1000, drainedAfter: draining.ms / 1000 },
  };
}

/** @param {import('./system.mjs').System} system @param {import('./record.mjs').Record} record */
async function idleCpu({ roots }, record) {
  await record.untilCalm();
  const before = cpuMs(roots, record.backend);
  await sleep(idleMs);
  return each(less(cpuMs(roots, record.backend), before), idleMs / 100);
}
