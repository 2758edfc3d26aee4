// Run by Ahead: node ahead-program.mjs <program>. Loads the libraries, waits for a message, and becomes the program.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repoRoot } from '../core/paths.mjs';

const [, , program = ''] = process.argv;
const abandoned = () => process.exit(0);
process.once('disconnect', abandoned);
const told = new Promise((resolve) => process.once('message', resolve));

const { dependencies = {} } = JSON.parse(readFileSync(join(repoRoot, 'package.json'), 'utf8'));
await Promise.all(Object.keys(dependencies).map((name) => import(name)));
await told;
process.off('disconnect', abandoned);
process.disconnect();
process.argv.splice(1, 2, program);
await import(pathToFileURL(program).href);
