import { setTimeout as sleep } from 'node:timers/promises';
import { Engine } from './engine.mjs';
import { Floor } from './floor.mjs';
import { fillConcurrency } from './growth.mjs';
import { Load } from './load.mjs';
import { cpuMs, memoryMb } from './processes.mjs';
import { Record } from './record.mjs';
import { percentile, timed } from './statistics.mjs';
import { registrationTransactions } from './transactions.mjs';
import { each, less } from './usage.mjs';

const warmUpCases = 100;
/** As long as a sweep's interval, so that each idle time has one. */
const idleMs = 30_000;
const registrations = 30;
const historiesRead = 10;

/**
 * @typedef {object} Side one of the two systems, and what the bench reaches it by
 * @property {import('./system.mjs').System} system
 * @property {Record} record
 * @property {Engine} engine
 * @property {Load} load
 * @property {Floor} floor
 *
 * @typedef {import('./usage.mjs').Usage} Usage
 *
 * @typedef {object} Round what one round has measured of one side
 * @property {Usage} idle per cent of a core by process tree, nobody at work
 * @property {Usage} alone a case's, one after the other, less what the idle system uses meanwhile
 * @property {Usage} together a case's, eight at once
 * @property {number} registrationMs p50, engine idle
 * @property {number} commitMs p50 of one fsynced commit of one row, taken in turns with the registrations
 * @property {Usage} memoryMb by process tree
 * @property {number} events of a plain case's history, the most
 * @property {number} workflowTasks the most
 *
 * @typedef {{ registration: { transactions: number, statements: number }, rounds: Round[] }} Score
 */

/**
 * A system at work, warm, with so many cases open.
 * @param {import('./system.mjs').System} system @param {number} open @returns {Promise<Side>}
 */
export async function openSide(system, open) {
  await system.startApp();
  const record = await Record.open(system.databaseUrl);
  const [engine, floor] = [await Engine.open(system.env), await Floor.open(system.databaseUrl)];
  const load = await Load.open(system.env, record);
  await load.complete(warmUpCases, 8);
  await load.fill(open, fillConcurrency);
  await engine.untilStarted(open);
  return { system, record, engine, load, floor };
}

/** @param {Side} side */
export async function closeSide({ record, engine, load, floor }) {
  load.close();
  await Promise.all([record.close(), engine.close(), floor.close()]);
}

/**
 * Plays the sides in turns, round after round.
 * @param {readonly Side[]} sides @param {{ rounds: number, cases: number }} amounts @param {(line: string) => void} say
 * @returns {Promise<Score[]>} of each side
 */
export async function contest(sides, { rounds, cases }, say) {
  /** @type {Score[]} */
  const scores = [];
  say('counting transactions');
  for (const { system, record, load } of sides) {
    scores.push({ registration: await registrationTransactions(system, record, load), rounds: [] });
  }
  for (let round = 1; round <= rounds; round += 1) {
    say(`round ${round} of ${rounds}`);
    const idle = await idleUsage(sides);
    const latencies = await registrationsInTurns(sides);
    for (const [index, side] of sides.entries()) {
      const own = { idle: each(idle[index] ?? {}, 1 / 100), ...latencies[index] };
      const played = await playCases(side, cases, idle[index] ?? {});
      scores[index]?.rounds.push({ .../** @type {any} */ (own), ...played, memoryMb: memoryMb(side.system.roots) });
    }
  }
  return scores;
}

/** @param {Side} side @returns {Promise<Usage>} */
async function reading({ system, record }) {
  const { writes, walBytes } = await record.counters();
  return { ...cpuMs(system.roots, record.backend), writes, walBytes };
}

/** What each side uses a millisecond while nobody is at work: all of them at once. @param {readonly Side[]} sides */
async function idleUsage(sides) {
  for (const { record } of sides) await record.untilCalm();
  const before = await Promise.all(sides.map(reading));
  const begun = performance.now();
  await sleep(idleMs);
  const after = await Promise.all(sides.map(reading));
  const ms = performance.now() - begun;
  return after.map((usage, index) => each(less(usage, before[index] ?? {}), ms));
}

/** @param {readonly Side[]} sides */
async function registrationsInTurns(sides) {
  const times = sides.map(() => ({
    registrations: /** @type {number[]} */ ([]),
    commits: /** @type {number[]} */ ([]),
  }));
  for (let count = 0; count < registrations; count += 1) {
    for (const [index, { record, floor, load }] of sides.entries()) {
      await record.untilCalm();
      times[index]?.commits.push((await timed(() => floor.commit())).ms);
      times[index]?.registrations.push((await timed(() => load.register())).ms);
    }
  }
  return times.map(({ registrations: all, commits }) => ({
    registrationMs: percentile(all, 50),
    commitMs: percentile(commits, 50),
  }));
}

/** @param {Side} side @param {number} cases @param {Usage} idle what the side uses a millisecond without them */
async function playCases(side, cases, idle) {
  const alone = await usageOf(side, idle, () => side.load.complete(Math.ceil(cases / 2), 1));
  const together = await usageOf(side, idle, () => side.load.complete(cases, 8));
  const numbers = together.numbers.slice(0, historiesRead);
  const { events } = await side.engine.histories(numbers);
  return {
    alone: alone.usage,
    together: together.usage,
    events: Math.max(...events),
    workflowTasks: Math.max(...(await side.engine.workflowTasks(numbers))),
  };
}

/** @param {Side} side @param {Usage} idle @param {() => Promise<{ numbers: string[] }>} play */
async function usageOf(side, idle, play) {
  await side.record.untilCalm();
  const before = await reading(side);
  const { ms, result } = await timed(async () => {
    const { numbers } = await play();
    await side.record.untilCalm();
    return numbers;
  });
  const used = less(less(await reading(side), before), each(idle, 1 / ms));
  return { numbers: result, usage: each(used, result.length) };
}
