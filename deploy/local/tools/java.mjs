import { onPath, runTool } from '../core/process.mjs';
import { join } from 'node:path';
import { fetchJavaRuntime } from './java-runtime.mjs';

/** The oldest Java that Kafka runs on. */
const needed = 17;

/** @param {string} java @param {NodeJS.ProcessEnv} env @returns {Promise<number>} its major version; 0 when it does not run */
async function majorOf(java, env) {
  const version = await runTool({ file: java, args: ['-version'], env }).catch(() => '');
  return Number(version.match(/version "(\d+)/)?.[1] ?? 0);
}

/**
 * Finds a Java that is new enough: JAVA_HOME, else the PATH, else a runtime that is fetched into our cache.
 * @param {NodeJS.ProcessEnv} env
 * @param {object} [options]
 * @param {import('../core/report.mjs').Log} [options.log]
 * @param {AbortSignal | undefined} [options.signal]
 * @returns {Promise<string>} the `java` program
 * @throws {import('../core/report.mjs').LocalError} naming the ways to get one
 */
export async function findJava(env, { log = console.error, signal } = {}) {
  const java = env.JAVA_HOME ? join(env.JAVA_HOME, 'bin', 'java') : onPath('java', env);
  if (java) {
    const major = await majorOf(java, env);
    if (major >= needed) return java;
    const found = major ? `Java ${major}` : '不能运行 / does not run';
    log(`${java}：${found}，需要 ${needed} 以上，改用自带的 / ${needed} or newer is needed, using our own`);
  }
  return fetchJavaRuntime({ env, log, signal });
}
