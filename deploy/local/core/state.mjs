import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';

/**
 * @typedef {import('./process.mjs').ProcessRecord} ProcessRecord
 * @typedef {object} State what is true of one data folder; kept in `state.json`, readable by its owner only
 * @property {ProcessRecord} [runner] the process that runs (or ran) the parts
 * @property {Record<string, ProcessRecord>} processes the parts' own processes, by name
 * @property {Record<string, number>} ports the ports used last, by name
 * @property {Record<string, string>} [env] the environment of the running system; absent when nothing runs
 */

const stateFile = 'state.json';
const secretsFile = 'secrets.json';

/**
 * Writes a JSON file that only its owner may read, whole or not at all.
 * @param {string} file @param {unknown} value
 */
export function writePrivateJson(file, value) {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}.new`;
  writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, file);
}

/** @param {string} file @returns {any} the parsed file, or undefined where there is none */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** @param {string} dataDir @returns {State} */
export function readState(dataDir) {
  return readJson(join(dataDir, stateFile)) ?? { processes: {}, ports: {} };
}

/**
 * Changes the state. Only the process that claimed the data folder may call it.
 * @param {string} dataDir @param {(state: State) => void} change
 */
export function updateState(dataDir, change) {
  const state = readState(dataDir);
  change(state);
  writePrivateJson(join(dataDir, stateFile), state);
}

/**
 * A secret of this data folder: made at its first use, the same ever after.
 * @param {string} dataDir @param {string} name
 * @returns {string} 32 random bytes as base64url, safe in a URL
 */
export function secret(dataDir, name) {
  const file = join(dataDir, secretsFile);
  const secrets = readJson(file) ?? {};
  if (!secrets[name]) {
    secrets[name] = randomBytes(32).toString('base64url');
    writePrivateJson(file, secrets);
  }
  return secrets[name];
}
