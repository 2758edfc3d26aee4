import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { adrFolder, adrIndex } from './adr-index.mjs';

const index = () => readFileSync(join(adrFolder, 'README.md'), 'utf8');
const records = readdirSync(adrFolder).filter((name) => name !== 'README.md');

describe('docs/adr/README.md', () => {
  it('is what `npm run docs` writes', () => {
    expect(index()).toBe(adrIndex());
  });

  it.each(records)('links %s by the number that its heading has', (file) => {
    const number = Number(file.slice(0, 4));
    expect(index()).toMatch(new RegExp(`^- \\[${number}\\. .+\\]\\(${file}\\)$`, 'm'));
  });
});
