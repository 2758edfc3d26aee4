import { compare } from './statistics.mjs';
import { digits } from './table.mjs';

/**
 * @typedef {import('./table.mjs').Row} Row
 * @typedef {import('./contest.mjs').Score} Score
 * @typedef {import('./contest.mjs').Round} Round
 */

const trees = ['app', 'temporal', 'postgres', 'kafka'];

/** @param {import('./usage.mjs').Usage} usage of all process trees */
const sum = (usage) => trees.reduce((total, name) => total + (usage[name] ?? 0), 0);

/**
 * The table of a comparison: each figure before → after, and the ratio with its least and most among the rounds.
 * @param {Score} before @param {Score} after @param {number} open @returns {import('./table.mjs').Section[]}
 */
export function contestSections(before, after, open) {
  /**
   * @param {string} figure @param {string} unit @param {(round: Round) => number} measure
   * @param {{ ratio?: number, value?: number }} [target] at most so much, of the ratio or of the figure itself
   * @returns {Row}
   */
  const row = (figure, unit, measure, { ratio, value } = {}) => {
    const pairs = before.rounds.map((round, index) => {
      const other = after.rounds[index];
      if (!other) throw new Error('the sides have played different numbers of rounds');
      return { before: measure(round), after: measure(other) };
    });
    const both = compare(pairs);
    const target =
      (ratio !== undefined && { most: ratio, measured: both.ratio }) ||
      (value !== undefined && { most: value, measured: both.after });
    return { figure, value: comparisonText(both, unit), ...(target && { target }) };
  };
  /** @param {'idle' | 'alone' | 'together' | 'memoryMb'} of @param {string} figure @param {string} unit @param {number} [ratio] */
  const byTree = (of, figure, unit, ratio) => [
    row(figure, unit, (round) => sum(round[of]), ratio === undefined ? {} : { ratio }),
    ...trees.map((name) => row(`  ${name}`, unit, (round) => round[of][name] ?? 0)),
  ];
  const { transactions } = after.registration;
  return [
    {
      title: 'a plain case',
      rows: [
        ...byTree('alone', 'CPU, one after the other', 'ms', 0.5),
        ...byTree('together', 'CPU, eight at once', 'ms', 0.5),
        row('writing commits', '', (round) => round.together.writes ?? 0),
        row('WAL', 'KB', (round) => (round.together.walBytes ?? 0) / 1024),
        row('history events, most', '', ({ events }) => events, { value: 40 }),
        row('workflow tasks, most', '', ({ workflowTasks }) => workflowTasks, { value: 8 }),
      ],
    },
    {
      title: 'registering',
      rows: [
        row('p50', 'ms', ({ registrationMs }) => registrationMs),
        row('  beside one fsynced commit', '×', ({ registrationMs, commitMs }) => registrationMs / commitMs, {
          value: 4,
        }),
        {
          figure: '  transactions before the answer',
          value: `${digits(before.registration.transactions)} → ${digits(transactions)}`,
          target: { most: 1, measured: transactions },
        },
        {
          figure: '  statements',
          value: `${digits(before.registration.statements)} → ${digits(after.registration.statements)}`,
        },
      ],
    },
    {
      title: `with ${open} cases open`,
      rows: [
        ...byTree('idle', 'CPU, nobody at work', '% of a core', 0.25),
        ...byTree('memoryMb', 'memory (PSS)', 'MB', 0.8),
      ],
    },
  ];
}

/** @param {import('./statistics.mjs').Comparison} comparison @param {string} unit */
function comparisonText({ before, after, ratio, least, most }, unit) {
  const figures = `${digits(before)} → ${digits(after)} ${unit}`.trimEnd();
  return `${figures.padEnd(32)} ${digits(ratio)} (${digits(least)}–${digits(most)})`;
}
