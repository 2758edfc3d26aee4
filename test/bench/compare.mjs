#!/usr/bin/env node
/**
 * `npm run bench -- compare <ref> [--rounds 5] [--open 1000] [--cases 60] [--out .bancheng/compare.json]`: builds another
 * commit beside this one and plays both in turns, each a whole system on parts of its own, so that what disturbs the
 * machine meets both. This commit's bench drives both, through HTTP, PostgreSQL and Temporal alone.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { dataFolder } from '../../deploy/local/core/paths.mjs';
import { checkOut } from './checkout.mjs';
import { contestSections } from './contest-report.mjs';
import { closeSide, contest, openSide } from './contest.mjs';
import { runProgram, say, wholeNumber } from './program.mjs';
import { render } from './table.mjs';

function options() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '5' },
      open: { type: 'string', default: '1000' },
      cases: { type: 'string', default: '60' },
      out: { type: 'string', default: join(dataFolder(), 'compare.json') },
    },
  });
  const [ref, ...more] = positionals;
  if (ref === undefined || more.length > 0) throw new Error('usage: npm run bench -- compare <ref>');
  const { rounds, open, cases, out } = values;
  const amounts = { rounds: wholeNumber('rounds', rounds), open: wholeNumber('open', open) };
  return { ref, out, amounts: { ...amounts, cases: wholeNumber('cases', cases) } };
}

await runProgram(async (start) => {
  const { ref, out, amounts } = options();
  say(`building ${ref}`);
  const { root, commit } = await checkOut(ref, say);
  const sides = [];
  for (const [name, folder] of /** @type {const} */ ([
    [ref, root],
    ['this one', undefined],
  ])) {
    say(`starting ${name}, opening ${amounts.open} cases`);
    sides.push(await openSide(await start(folder), amounts.open));
  }
  const [before, after] = await contest(sides, amounts, say);
  await Promise.all(sides.map(closeSide));
  if (!before || !after) throw new Error('a side has no score');
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, `${JSON.stringify({ at: new Date().toISOString(), commit, amounts, before, after }, null, 2)}\n`);
  console.log(`${commit.slice(0, 12)} → this one, ${amounts.rounds} rounds: ratio (least–most)`);
  console.log(render(contestSections(before, after, amounts.open)));
});
