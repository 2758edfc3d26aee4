import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { choosePorts, isFree } from './ports.mjs';

let folder: string;
let squatter: Server;
let taken: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bancheng-ports-'));
  squatter = createServer();
  await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve));
  taken = (squatter.address() as AddressInfo).port;
});
afterEach(() => {
  squatter.close();
  rmSync(folder, { recursive: true });
});

it('sees a taken port', async () => {
  expect(await isFree(taken)).toBe(false);
  await new Promise((resolve) => squatter.close(resolve));
  expect(await isFree(taken)).toBe(true);
});

it('takes another port than a taken one, and stays with it', async () => {
  const { api = 0 } = await choosePorts(folder, { api: taken });
  expect(api).not.toBe(taken);
  await new Promise((resolve) => squatter.close(resolve));
  expect(await choosePorts(folder, { api: taken })).toEqual({ api });
});

it('never gives one port to two', async () => {
  await new Promise((resolve) => squatter.close(resolve));
  const { one, other } = await choosePorts(folder, { one: taken, other: taken });
  expect(one).toBe(taken);
  expect(other).not.toBe(taken);
});
