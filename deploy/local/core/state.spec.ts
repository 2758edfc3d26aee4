import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readState, secret, updateState } from './state.mjs';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'bancheng-state-'))));
afterEach(() => rmSync(folder, { recursive: true }));

it('makes a secret once, for its owner alone', () => {
  const first = secret(folder, 'one');
  expect(Buffer.from(first, 'base64url')).toHaveLength(32);
  expect(secret(folder, 'other')).not.toBe(first);
  expect(secret(folder, 'one')).toBe(first);
  expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
});

it('keeps what it was told', () => {
  expect(readState(folder)).toEqual({ processes: {}, ports: {} });
  updateState(folder, (state) => (state.ports.api = 8080));
  expect(readState(folder).ports).toEqual({ api: 8080 });
});
