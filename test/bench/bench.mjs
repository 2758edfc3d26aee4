#!/usr/bin/env node
/**
 * `npm run bench [-- --cases 100 --open 10000 --out .bancheng/bench.json]`: registers and completes cases on fresh
 * embedded parts and prints one table, beside what the machine itself can do. Its targets are measured, not enforced: it
 * fails only when it could not measure.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { dataFolder } from '../../deploy/local/core/paths.mjs';
import { Engine } from './engine.mjs';
import { Floor } from './floor.mjs';
import { levelsUpTo, measureLevel } from './growth.mjs';
import { Load, matter } from './load.mjs';
import { cpuMs, machineMs, memoryMb } from './processes.mjs';
import { runProgram, say, wholeNumber } from './program.mjs';
import { Record } from './record.mjs';
import { sectionsOf } from './report.mjs';
import { spreadOf } from './statistics.mjs';
import { render } from './table.mjs';
import { registrationTransactions } from './transactions.mjs';
import { each, measured } from './usage.mjs';

const warmUpCases = 200;
const concurrencies = [1, 8];

/**
 * @param {import('./system.mjs').System} system @param {{ cases: number, open: number }} options
 * @returns {Promise<import('./report.mjs').Result>}
 */
async function measureAll(system, { cases, open }) {
  const begun = { at: performance.now(), foreign: foreignMs(system) };
  const floor = await Floor.open(system.databaseUrl);
  say('plain SQL');
  const plainSql = await floor.plainCases(system.roots.postgres ?? 0, matter);
  say('starting the system, warming it up');
  await system.startApp();
  const record = await Record.open(system.databaseUrl);
  const engine = await Engine.open(system.env);
  const load = await Load.open(system.env, record);
  await load.complete(warmUpCases, 8);

  const runs = [];
  for (const concurrency of concurrencies) {
    say(`${cases} whole cases, ${concurrency} at once`);
    const { result, usage } = await measured(system, record, () => load.complete(cases, concurrency));
    runs.push({ ...result, concurrency, usage: each(usage, cases) });
  }
  const idleMemoryMb = memoryMb(system.roots);
  const histories = await engine.histories(runs.flatMap(({ numbers }) => numbers));
  const levels = [];
  for (const level of levelsUpTo(open)) {
    say(`registering with ${level} cases open`);
    levels.push(await measureLevel({ system, record, engine, load, floor }, level));
  }
  say('counting transactions');
  const registration = await registrationTransactions(system, record, load);
  const otherWork = (foreignMs(system) - begun.foreign) / (performance.now() - begun.at);
  load.close();
  await Promise.all([floor.close(), record.close(), engine.close()]);
  const acts = Object.entries(runs[0]?.latencies ?? {}).map(([name, values]) => [name, spreadOf(values)]);
  return {
    at: new Date().toISOString(),
    machine: { cpu: cpus()[0]?.model ?? '', cores: cpus().length, node: process.version, otherWork },
    cases,
    plainSql,
    acts: Object.fromEntries(acts),
    throughput: runs.map(({ concurrency, perSecond, usage }) => ({ concurrency, perSecond, usage })),
    histories,
    idleMemoryMb,
    levels,
    registration,
  };
}

/** CPU time used by everything on this machine but the system and this program. @param {import('./system.mjs').System} system */
function foreignMs({ roots }) {
  const { user, system } = process.cpuUsage();
  const ours = Object.values(cpuMs(roots)).reduce((sum, ms) => sum + ms, (user + system) / 1000);
  return machineMs() - ours;
}

function options() {
  const { values } = parseArgs({
    options: {
      cases: { type: 'string', default: '100' },
      open: { type: 'string', default: '10000' },
      out: { type: 'string', default: join(dataFolder(), 'bench.json') },
    },
  });
  const { cases, open, out } = values;
  return { cases: wholeNumber('cases', cases), open: wholeNumber('open', open), out };
}

await runProgram(async (start) => {
  const { out, ...amounts } = options();
  say('starting fresh parts');
  const result = await measureAll(await start(), amounts);
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, `${JSON.stringify(result, null, 2)}\n`);
  console.log(render(sectionsOf(result)));
});
