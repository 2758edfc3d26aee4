import { createServer } from 'node:http';
import { join } from 'node:path';
import { choosePorts } from '../core/ports.mjs';
import { errorText } from '../core/report.mjs';
import { findJava } from '../tools/java.mjs';
import { jarFolder } from '../tools/maven.mjs';
import { ProcessPart } from './part.mjs';
import { connect } from './temporal.mjs';

/**
 * Lends time-skipping Temporal test servers over HTTP: `POST /` starts one and answers with its address, `DELETE
 * /<address>` stops it. Whoever skips time needs one of its own, because a server has one time for all its workflows.
 * @param {string} dataDir
 * @param {object} [options]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {import('../core/report.mjs').Log} [options.log]
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>} `stop` also stops the servers that were not given back
 * @throws {import('../core/report.mjs').LocalError} when Java or Maven is missing
 */
export async function lendTimeSkipping(dataDir, { env = process.env, log = console.error } = {}) {
  const program = await testServer(env, log);
  /** @type {Map<string, ProcessPart>} */
  const lent = new Map();
  let started = 0;

  async function lend() {
    const name = `time-skipping-${(started += 1)}`;
    const { [name]: port } = await choosePorts(dataDir, { [name]: undefined });
    const address = `127.0.0.1:${port}`;
    const part = new ProcessPart({
      name,
      dataDir,
      logFile: join(dataDir, 'logs', `${name}.log`),
      launch: { ...program, args: [...program.args, `${port}`], env },
      ready: async () => (await connect(address)).close(),
    });
    lent.set(address, part);
    await part.start();
    return address;
  }

  const desk = createServer(({ method, url = '/' }, response) => {
    const asked = method === 'POST' ? lend() : lent.get(url.slice(1))?.stop();
    Promise.resolve(asked).then(
      (address) => response.end(address),
      (error) => response.writeHead(500).end(errorText(error)),
    );
  });
  await new Promise((resolve) => desk.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (desk.address());
  const stop = async () => {
    desk.close();
    await Promise.all([...lent.values()].map((part) => part.stop()));
  };
  return { url: `http://127.0.0.1:${port}`, stop };
}

/**
 * How to start such a server, fetched at the first call; its port is one more argument.
 * @param {NodeJS.ProcessEnv} env @param {import('../core/report.mjs').Log} log
 */
async function testServer(env, log) {
  const file = await findJava(env);
  const jars = await jarFolder({
    name: 'temporal-test-server-1.35.0',
    coordinates: ['io.temporal:temporal-test-server:1.35.0', 'org.slf4j:slf4j-nop:1.7.36'],
    title: '正在获取 Temporal 快进测试服务器 1.35.0（37 MB，通常不到一分钟）/ fetching the time-skipping test server',
    env,
    log,
    signal: undefined,
  });
  return { file, args: ['-cp', `${jars}/*`, 'io.temporal.testserver.TestServer'] };
}
