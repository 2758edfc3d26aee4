import { chmodSync, existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../core/paths.mjs';
import { findJava } from '../tools/java.mjs';
import { jarFolder } from '../tools/maven.mjs';

const name = 'temporal-test-server-1.35.0';

/** @param {string} text */
const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

/**
 * The time-skipping Temporal test server, fetched at the first call: a program for
 * `TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path } } })`.
 * @param {object} [options]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {import('../core/report.mjs').Log} [options.log]
 * @param {AbortSignal} [options.signal]
 * @returns {Promise<string>} its absolute path
 * @throws {import('../core/report.mjs').LocalError} when Java or Maven is missing
 */
export async function timeSkippingServerPath({ env = process.env, log = console.error, signal } = {}) {
  const java = await findJava(env);
  const jars = await jarFolder({
    name,
    coordinates: ['io.temporal:temporal-test-server:1.35.0', 'org.slf4j:slf4j-nop:1.7.36'],
    title: '正在获取 Temporal 快进测试服务器 1.35.0（37 MB，通常不到一分钟）/ fetching the time-skipping test server',
    env,
    log,
    signal,
  });
  const script = join(cacheFolder(env), `${name}.sh`);
  if (!existsSync(script)) {
    const draft = `${script}.${process.pid}.new`;
    writeFileSync(
      draft,
      `#!/bin/sh\nexec ${quoted(java)} -cp ${quoted(`${jars}/*`)} io.temporal.testserver.TestServer "$@"\n`,
    );
    chmodSync(draft, 0o755);
    renameSync(draft, script);
  }
  return script;
}
