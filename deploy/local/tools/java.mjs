import { join } from 'node:path';
import { onPath, runTool } from '../core/process.mjs';
import { LocalError } from '../core/report.mjs';

const needed = 17;

/**
 * Finds a Java that is new enough: JAVA_HOME, else the PATH.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string>} the `java` program
 * @throws {LocalError} naming the ways to get one
 */
export async function findJava(env) {
  const java = env.JAVA_HOME ? join(env.JAVA_HOME, 'bin', 'java') : onPath('java', env);
  const version = java && (await runTool({ file: java, args: ['-version'], env }).catch(() => undefined));
  const major = Number(version?.match(/version "(\d+)/)?.[1] ?? 0);
  if (java && major >= needed) return java;
  throw new LocalError(
    `需要 Java ${needed} 或更新版本${major ? `（现有 ${major}）` : '（未找到）'}。安装：sudo apt-get install openjdk-17-jre-headless（Debian/Ubuntu）` +
      '、brew install openjdk（macOS），或设置 JAVA_HOME；已有 Kafka 时设置 KAFKA_BROKERS=主机:端口 即可不装。',
    `Java ${needed} or newer is needed${major ? ` (found ${major})` : ' (found none)'}: ` +
      'sudo apt-get install openjdk-17-jre-headless (Debian/Ubuntu), brew install openjdk (macOS), or set JAVA_HOME. ' +
      'With a Kafka of your own set KAFKA_BROKERS=host:port instead.',
  );
}
