/**
 * @typedef {object} Row one line of the table
 * @property {string} figure
 * @property {string} value
 * @property {Target} [target]
 *
 * @typedef {object} Target what is aimed at: at most so much
 * @property {number} most
 * @property {number} measured
 *
 * @typedef {{ title: string, rows: Row[] }} Section
 */

/** Whether a target is met, and how far from it the figure is. @param {Target} target */
export function verdictOf({ most, measured }) {
  const percent = Math.round((100 * Math.abs(measured - most)) / most);
  if (measured === most) return 'met exactly';
  return measured < most ? `met, ${percent} % below` : `MISSED by ${digits(measured - most)} (${percent} %)`;
}

/** Two digits after the point below 10, one below 100, else none. @param {number} value */
export function digits(value) {
  return value.toFixed(Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0);
}

/** @param {readonly Section[]} sections @returns {string} */
export function render(sections) {
  const rows = sections.flatMap((section) => section.rows);
  const width = (/** @type {(row: Row) => string} */ cell) => Math.max(...rows.map((row) => cell(row).length));
  const widths = { figure: width(({ figure }) => figure), value: width(({ value }) => value) };
  const line = (/** @type {Row} */ { figure, value, target }) => {
    const judged = target ? `${`≤ ${target.most}`.padEnd(6)}  ${verdictOf(target)}` : '';
    return `  ${figure.padEnd(widths.figure)}  ${value.padEnd(widths.value)}  ${judged}`.trimEnd();
  };
  return sections.flatMap(({ title, rows: own }) => [title, ...own.map(line)]).join('\n');
}
