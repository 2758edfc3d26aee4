import { actNames, clocksOfOpenCase } from './load.mjs';
import { percentile } from './statistics.mjs';
import { digits } from './table.mjs';

/**
 * @typedef {import('./table.mjs').Section} Section
 * @typedef {import('./table.mjs').Row} Row
 * @typedef {import('./statistics.mjs').Spread} Spread
 * @typedef {import('./usage.mjs').Usage} Usage
 *
 * @typedef {object} Throughput a number of whole cases, `concurrency` at once
 * @property {number} concurrency
 * @property {number} perSecond
 * @property {Usage} usage a case's
 *
 * @typedef {object} Result all that one run of the bench measured
 * @property {string} at
 * @property {{ cpu: string, cores: number, node: string, otherWork: number }} machine `otherWork`: what else ran meanwhile,
 *   as a share of one core
 * @property {number} cases
 * @property {{ usage: Usage, perSecond: number }} plainSql a case's in plain SQL
 * @property {Record<string, Spread>} acts
 * @property {Throughput[]} throughput
 * @property {{ events: number[], bytes: number[] }} histories
 * @property {Record<string, number>} idleMemoryMb
 * @property {import('./growth.mjs').Level[]} levels
 * @property {{ transactions: number, statements: number }} registration
 */

const trees = ['app', 'postgres', 'temporal', 'kafka'];

/** @param {Spread} spread */
const spreadText = ({ p50, p99, samples }) => `${digits(p50)} / ${digits(p99)} ms (${samples})`;

/** @param {Record<string, number>} figures by process tree @param {string} unit */
function byTree(figures, unit) {
  const total = trees.reduce((sum, name) => sum + (figures[name] ?? 0), 0);
  const parts = trees.map((name) => `${name} ${digits(figures[name] ?? 0)}`);
  return `${digits(total)} ${unit}: ${parts.join(', ')}`;
}

/** @param {Result} result @returns {Section[]} */
export function sectionsOf(result) {
  return [
    { title: 'The machine itself', rows: floorRows(result) },
    { title: 'What a person waits for: p50 / p99 (samples)', rows: latencyRows(result) },
    {
      title: 'A whole case: register, accept, dispatch, sign, reply, follow-up, close, archive',
      rows: caseRows(result),
    },
    { title: 'With open cases', rows: growthRows(result) },
  ];
}

/** @param {Result} result @returns {Row[]} */
function floorRows({ machine, levels: [first], plainSql: { usage, perSecond } }) {
  const { postgres = 0, client = 0, commits = 0, walBytes = 0 } = usage;
  const { cpu, cores, node, otherWork } = machine;
  return [
    {
      figure: `${cores} × ${cpu}, Node ${node}`,
      value: `other work meanwhile: ${digits(otherWork * 100)} % of a core`,
    },
    { figure: 'one fsynced commit of one row: p50 / p99', value: first ? spreadText(first.floor) : '' },
    {
      figure: 'the same case in plain SQL: CPU',
      value: `${digits(postgres + client)} ms: postgres ${digits(postgres)}, client ${digits(client)}`,
    },
    { figure: '  commits, WAL', value: `${digits(commits)}, ${digits(walBytes / 1024)} KB` },
    { figure: '  cases/s, one after the other', value: digits(perSecond) },
  ];
}

/** @param {Result} result @returns {Row[]} */
function latencyRows({ levels: [first], registration: { transactions, statements }, acts }) {
  if (!first) return [];
  const ratio = first.registration.p50 / first.floor.p50;
  return [
    { figure: 'register, engine idle', value: spreadText(first.registration) },
    { figure: '  p50 beside one commit', value: `${digits(ratio)} ×`, target: { most: 4, measured: ratio } },
    {
      figure: '  transactions before the answer',
      value: `${digits(transactions)} (${digits(statements)} statements)`,
      target: { most: 1, measured: transactions },
    },
    ...actNames.flatMap((name) => (acts[name] ? [{ figure: name, value: spreadText(acts[name]) }] : [])),
  ];
}

/** @param {Result} result @returns {Row[]} */
function caseRows({ throughput, histories: { events, bytes } }) {
  const most = Math.max(...events);
  return [
    ...throughput.flatMap(({ concurrency, perSecond, usage }) => [
      { figure: `${concurrency} at once: completed cases/s`, value: digits(perSecond) },
      { figure: '  CPU', value: byTree(usage, 'ms') },
      {
        figure: '  our PostgreSQL commits, WAL',
        value: `${digits(usage.commits ?? 0)} (${digits(usage.writes ?? 0)} writing), ${digits((usage.walBytes ?? 0) / 1024)} KB`,
      },
    ]),
    {
      figure: 'history events, p50 / most',
      value: `${percentile(events, 50)} / ${most}`,
      target: { most: 60, measured: most },
    },
    { figure: 'history bytes, p50', value: `${digits(percentile(bytes, 50) / 1024)} KB` },
  ];
}

/** @param {Result} result @returns {Row[]} */
function growthRows({ levels, idleMemoryMb }) {
  const [first] = levels;
  const last = levels.at(-1);
  if (!first || !last) return [];
  const growth = last.registration.p50 / first.registration.p50;
  const filling = levels.reduce((sum, { filled }) => sum + filled.seconds, 0);
  const draining = levels.reduce((sum, { filled }) => sum + filled.drainedAfter, 0);
  const filled = levels.reduce((sum, { filled: { cases } }) => sum + cases, 0);
  return [
    { figure: `opening ${filled} cases through the API`, value: `${digits(filling)} s, ${digits(filled / filling)}/s` },
    { figure: '  until their workflows had started', value: `${digits(draining)} s more` },
    {
      figure: 'clocks running on each open case',
      value: `${clocksOfOpenCase}; a run keeps one timer, for the earliest alarm of all`,
    },
    ...levels.map(({ open, registration, floor }) => ({
      figure: `register at ${open} open, engine idle`,
      value: `${spreadText(registration)}; a commit ${digits(floor.p50)} ms`,
    })),
    {
      figure: `  p50 at ${last.open} beside ${first.open}`,
      value: `${digits(growth)} ×`,
      target: { most: 1.5, measured: growth },
    },
    { figure: 'memory (PSS), idle', value: byTree(idleMemoryMb, 'MB') },
    ...levels.map(({ open, memoryMb }) => ({ figure: `memory at ${open} open`, value: byTree(memoryMb, 'MB') })),
    ...levels.map(({ open, idleCpu }) => ({
      figure: `CPU at ${open} open, nobody at work`,
      value: byTree(idleCpu, '% of a core'),
    })),
  ];
}
