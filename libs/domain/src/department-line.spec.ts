import { lineFault, MOST_DEPARTMENT_LEVELS } from './department-line.js';

describe('a department under another', () => {
  const parents = new Map([
    ['city', null],
    ['bureau', 'city'],
    ['station', 'bureau'],
    ['other', null],
  ]);

  it.each([
    ['a department there is', 'other', 'bureau', null],
    ['one that does not exist', 'other', 'nope', 'unknown'],
    ['itself', 'other', 'other', 'circle'],
    ['itself, when it is new', 'new', 'new', 'circle'],
    ['one below it', 'city', 'station', 'circle'],
  ] as const)('%s', (_what, code, parent, fault) => {
    expect(lineFault(parents, code, parent)).toBe(fault);
  });

  it('not deeper than the levels there may be, counted above and below', () => {
    const chain = Array.from({ length: MOST_DEPARTMENT_LEVELS }, (_, at) => `d${at}`);
    const deep = new Map(chain.map((code, at) => [code, at === 0 ? null : chain[at - 1]!]));
    expect(lineFault(deep, 'new', chain.at(-2)!)).toBeNull();
    expect(lineFault(deep, 'new', chain.at(-1)!)).toBe('too-deep');
    expect(lineFault(new Map([...deep, ['top', null]]), 'd0', 'top')).toBe('too-deep');
  });
});
