import { parseStat, treeOf } from './processes.mjs';
import { contestSections } from './contest-report.mjs';
import type { Round } from './contest.mjs';
import { compare, percentile } from './statistics.mjs';
import { render, verdictOf } from './table.mjs';
import { countTransactions } from './transactions.mjs';

describe('what the bench makes of its measurements', () => {
  it('takes the nearest-rank percentile, whatever the order', () => {
    const values = Array.from({ length: 200 }, (_, index) => 200 - index);
    expect([percentile(values, 50), percentile(values, 99), percentile([7], 99)]).toEqual([100, 198, 7]);
  });

  it('reads the CPU time of a process and of its ended children, whatever the program is called', () => {
    const rest = '1 42 42 0 -1 4194560 100 200 0 0 11 7 3 2 20 0 1 0 100';
    expect(parseStat(42, `42 (a) S 9) S ${rest}`)).toEqual({ pid: 42, parent: 1, ticks: 23 });
  });

  it('adds up a whole tree and nothing beside it', () => {
    const process = (pid: number, parent: number) => ({ pid, parent, ticks: 1 });
    const all = [process(1, 0), process(5, 1), process(6, 5), process(7, 6), process(8, 1)];
    expect(treeOf(all, 5).map(({ pid }) => pid)).toEqual([5, 6, 7]);
  });

  it('counts the transactions and statements of one role in a log', () => {
    const log = [
      'intake 26/15|LOG:  statement: START TRANSACTION',
      'intake 26/15|LOG:  execute claim: insert into platform.idempotency_key',
      "intake 26/15|DETAIL:  Parameters: $1 = 'x'",
      'relay 31/113|LOG:  execute <unnamed>: delete',
      'intake 26/15|LOG:  statement: COMMIT',
      'intake 26/16|LOG:  statement: select 1',
      '\tstatement: not the beginning of an entry',
    ].join('\n');
    expect(countTransactions(log, 'intake')).toEqual({ transactions: 2, statements: 4 });
  });

  it('says of a target whether it is met and by how much', () => {
    expect(verdictOf({ most: 4, measured: 3 })).toBe('met, 25 % below');
    expect(verdictOf({ most: 1, measured: 1 })).toBe('met exactly');
    expect(verdictOf({ most: 1.5, measured: 1.8 })).toBe('MISSED by 0.30 (20 %)');
    const rows = [{ figure: 'events', value: '46', target: { most: 60, measured: 46 } }];
    expect(render([{ title: 'A case', rows }])).toBe('A case\n  events  46  ≤ 60    met, 23 % below');
  });

  it('takes the median of the rounds’ own ratios, with the least and the most', () => {
    const rounds = [
      { before: 100, after: 50 },
      { before: 300, after: 120 }, // the machine was busy with something else
      { before: 110, after: 66 },
    ];
    expect(compare(rounds)).toEqual({ before: 110, after: 66, ratio: 0.5, least: 0.4, most: 0.6 });
  });

  it('calls what stayed the same the same, though it is nothing', () => {
    expect(compare([{ before: 0, after: 0 }])).toMatchObject({ ratio: 1, least: 1, most: 1 });
  });

  it('lays two sides beside each other and judges the ratio, or the figure itself', () => {
    const round = (cpu: number, registrationMs: number): Round => ({
      idle: { app: cpu / 10, temporal: 1 },
      alone: { app: cpu, temporal: cpu },
      together: { app: cpu, writes: 8, walBytes: 2048 },
      registrationMs,
      commitMs: 2,
      memoryMb: { app: 200 },
      events: 38,
      workflowTasks: 9,
    });
    const score = (rounds: Round[]) => ({ registration: { transactions: 2, statements: 9 }, rounds });
    const sections = contestSections(score([round(100, 12), round(90, 12)]), score([round(40, 7), round(45, 7)]), 300);
    const lines = render(sections).split('\n');
    const line = (figure: string) => lines.find((one) => one.trimStart().startsWith(figure))?.replace(/ +/g, ' ');
    expect(line('CPU, one after the other')).toBe(
      ' CPU, one after the other 180 → 80.0 ms 0.40 (0.40–0.50) ≤ 0.5 met, 20 % below',
    );
    expect(line('beside one fsynced commit')).toContain('6.00 → 3.50 × 0.58 (0.58–0.58) ≤ 4 met, 13 % below');
    expect(line('workflow tasks')).toContain('9.00 → 9.00 1.00 (1.00–1.00) ≤ 8 MISSED by 1.00 (13 %)');
    expect(line('transactions before')).toContain('2.00 → 2.00 ≤ 1 MISSED by 1.00');
  });
});
