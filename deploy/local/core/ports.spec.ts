import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { choosePorts, isFree, onFreePorts } from './ports.mjs';

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

describe('a start on chosen ports', () => {
  /** A program that binds its port, as the parts do. */
  function listenOn(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      const server = createServer().once('error', reject);
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(port)));
    });
  }

  it('gets another port when its own was taken after the choice, and the next start stays with it', async () => {
    const ports = { api: taken, other: 1 };
    const lines: string[] = [];
    const chosen = { dataDir: folder, ports, names: ['api'], log: (line: string) => lines.push(line) };
    expect(await onFreePorts(chosen, () => listenOn(ports.api))).not.toBe(taken);
    expect(ports.other).toBe(1);
    expect(lines).toEqual([expect.stringContaining(`端口 ${taken} 已被`)]);
    expect(await choosePorts(folder, { api: undefined })).toEqual({ api: ports.api });
  });

  it('is not tried again when its ports are free: something else is wrong', async () => {
    await new Promise((resolve) => squatter.close(resolve));
    const start = jest.fn().mockRejectedValue(new Error('no disk'));
    const chosen = { dataDir: folder, ports: { api: taken }, names: ['api'], log: () => undefined };
    await expect(onFreePorts(chosen, start)).rejects.toThrow('no disk');
    expect(start).toHaveBeenCalledTimes(1);
  });

  it('ends with its own error when each new port is taken too', async () => {
    await new Promise((resolve) => squatter.close(resolve));
    const ports = { api: taken };
    const squatters: Server[] = [];
    const start = jest.fn(async () => {
      const other = createServer().on('error', () => undefined);
      squatters.push(other);
      await new Promise<void>((resolve) => {
        other.once('error', () => resolve());
        other.listen(ports.api, '127.0.0.1', resolve);
      });
      return listenOn(ports.api);
    });
    const chosen = { dataDir: folder, ports, names: ['api'], log: () => undefined };
    await expect(onFreePorts(chosen, start)).rejects.toThrow('EADDRINUSE');
    expect(start).toHaveBeenCalledTimes(4);
    for (const other of squatters) other.close();
  });
});
