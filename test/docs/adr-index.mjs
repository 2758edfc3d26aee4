import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from '../../deploy/local/core/paths.mjs';

/** The folder of the decision records. */
export const adrFolder = join(repoRoot, 'docs', 'adr');

/** What `docs/adr/README.md` holds: every record by its heading, in order. */
export function adrIndex() {
  const files = readdirSync(adrFolder).filter((name) => /^\d{4}-.*\.md$/.test(name));
  const lines = files.sort().map((file) => `- [${headingOf(file)}](${file})`);
  return `# Decisions

Written by \`npm run docs\` from the records' headings; don't edit. A record says what was decided, why, and what follows. A later
record that changes an earlier one says so.

${lines.join('\n')}
`;
}

/** @param {string} file */
function headingOf(file) {
  const [first = ''] = readFileSync(join(adrFolder, file), 'utf8').split('\n');
  return first.replace(/^# /, '');
}
