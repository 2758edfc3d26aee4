import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repoRoot } from '../../deploy/local/core/paths.mjs';
import { adrFolder, adrIndex } from './adr-index.mjs';
import { buildReference } from './reference.mjs';

/**
 * Writes `docs/reference` anew (the API and event references, the status table, the rooms) and the index of the decision
 * records: `npm run docs`, after `tsc -b`.
 */
const files = await buildReference();
const folder = join(repoRoot, 'docs', 'reference');
rmSync(folder, { recursive: true, force: true });
for (const [path, text] of files) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
writeFileSync(join(adrFolder, 'README.md'), adrIndex());
console.log(`已写入 docs/reference：${[...files.keys()].sort().join('、')}；docs/adr/README.md`);
