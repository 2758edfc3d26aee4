#!/usr/bin/env node
/**
 * `npm run bench -- reprojection [--open 10000]`: opens so many cases on fresh embedded parts, takes a calendar by which every
 * one of their deadlines moves, and registers one case after the other while that goes on: what a person at the window
 * feels of it, beside the same before.
 */
import { parseArgs } from 'node:util';
import { Caller } from './caller.mjs';
import { Engine } from './engine.mjs';
import { Load } from './load.mjs';
import { runProgram, say, wholeNumber } from './program.mjs';
import { Record } from './record.mjs';
import { spreadOf, timed } from './statistics.mjs';
import { digits, render } from './table.mjs';

const fillConcurrency = 16;
const calmSamples = 200;
const version = 'bench-1';

/** A calendar by which the day `dueAt` falls on is off. @param {string} dueAt */
function dayOff(dueAt) {
  const date = dueAt.slice(0, 10);
  const weekend = [0, 6].includes(new Date(date).getUTCDay());
  return { version, days: [weekend ? { date, kind: 'ordinary' } : { date, kind: 'holiday', name: '测试' }] };
}

/** @param {Load} load @param {() => Promise<boolean>} enough @returns {Promise<number[]>} milliseconds a registration */
async function registrations(load, enough) {
  const times = [];
  do times.push((await timed(() => load.register())).ms);
  while (!(await enough()));
  return times;
}

/** @param {import('./system.mjs').System} system @param {number} open */
async function measure(system, open) {
  await system.startApp();
  const record = await Record.open(system.databaseUrl);
  const engine = await Engine.open(system.env);
  const load = await Load.open(system.env, record);
  const admin = await Caller.named(system.env, 'installer-feng');
  say(`opening ${open} cases`);
  await load.fill(open, fillConcurrency);
  await engine.untilStarted(open);
  await record.untilCalm();
  say('registering, nothing else going on');
  let left = calmSamples;
  const calm = await registrations(load, async () => (left -= 1) === 0);
  await record.untilCalm();

  say('taking a calendar by which every deadline moves');
  const [{ due }] = await record.query(`select clocks->0->>'dueAt' as due from casebook.complaint limit 1`);
  await admin.post('/v1/calendars/edits', dayOff(due));
  const job = async () => (await record.query('select * from intake.reprojection'))[0];
  const taking = await timed(() => admin.post(`/v1/calendars/${version}/take`, {}, { 'if-match': '"0"' }));
  const moving = await timed(() => registrations(load, async () => (await job()).finished_at !== null));
  const { cases, failed } = await job();
  const draining = await timed(() => record.untilCalm());
  load.close();
  admin.close();
  await Promise.all([record.close(), engine.close()]);
  return { calm, taking, moving, cases, failed, draining };
}

/** @param {Awaited<ReturnType<typeof measure>>} result @param {number} open */
function sections({ calm, taking, moving, cases, failed, draining }, open) {
  const ms = (/** @type {number[]} */ times) => {
    const { p50, p99, samples } = spreadOf(times);
    return `p50 ${digits(p50)} ms  p99 ${digits(p99)} ms  (${samples} samples)`;
  };
  const seconds = moving.ms / 1000;
  const rows = [
    { figure: 'registering, calm', value: ms(calm) },
    { figure: 'registering, meanwhile', value: ms(moving.result) },
    { figure: 'taking the calendar', value: `${digits(taking.ms)} ms` },
    { figure: 'counted anew', value: `${cases} cases in ${digits(seconds)} s, ${digits(cases / seconds)} a second` },
    { figure: 'not counted', value: String(failed) },
    { figure: 'engine and events told after', value: `${digits(draining.ms / 1000)} s more` },
  ];
  return [{ title: `re-projection of ${open} open cases`, rows }];
}

await runProgram(async (start) => {
  const { values } = parseArgs({ options: { open: { type: 'string', default: '10000' } } });
  const open = wholeNumber('open', values.open);
  say('starting fresh parts');
  console.log(render(sections(await measure(await start(), open), open)));
});
