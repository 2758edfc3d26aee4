import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../core/paths.mjs';
import { onPath, runTool } from '../core/process.mjs';
import { LocalError } from '../core/report.mjs';
import { download } from './download.mjs';
import { goInstall } from './go.mjs';

/** Newer tags of the CLI refuse `go install`; this one carries server 1.29.1. */
const version = '1.5.1';

/** SHA-256 of the published archives, as the project's release page and two package indexes give them. */
/** @type {Record<string, string>} */
const archives = {
  linux_amd64: 'ddc95e08b0b076efd4ea9733a3f488eb7d2be875f8834e616cd2a37358b4852d',
  linux_arm64: 'bd1b0db9f18b051026de8bf6cc1505f2510f14bbb7a8b9a4a91fff46c77454f5',
  darwin_amd64: 'bbb73e2a31135abe50a1f1cdb35030c42961df618e8ce9c60ae89f201540c5d9',
  darwin_arm64: 'cca01b7ea35ad56e2a328d9ae596bf716bd22313ef63c7a761c88354457c2415',
};

/**
 * @typedef {object} Wish
 * @property {NodeJS.ProcessEnv} env
 * @property {import('../core/report.mjs').Log} log
 * @property {AbortSignal | undefined} signal
 */

/**
 * Downloads the release archive (from `TEMPORAL_CLI_DOWNLOADS`, a mirror, where set) and unpacks it.
 * @param {string} target @param {Wish} wish
 * @returns {Promise<string | undefined>} undefined where it cannot be had
 */
async function downloadCli(target, { env, log, signal }) {
  const system = `${platform()}_${arch() === 'x64' ? 'amd64' : arch()}`;
  const sum = archives[system];
  if (!sum) return undefined;
  const releases = env.TEMPORAL_CLI_DOWNLOADS ?? 'https://github.com/temporalio/cli/releases/download';
  const url = `${releases}/v${version}/temporal_cli_${version}_${system}.tar.gz`;
  const title = `正在下载 Temporal CLI ${version}（约 60 MB，通常不到一分钟）/ downloading, usually under a minute`;
  const folder = dirname(target);
  mkdirSync(folder, { recursive: true });
  const work = mkdtempSync(join(folder, 'new-'));
  const archive = join(work, 'temporal.tar.gz');
  try {
    await download({ url, sum, target: archive, title, log, signal });
    await runTool({ file: 'tar', args: ['-xzf', archive, '-C', work, 'temporal'], env }, { signal });
    renameSync(join(work, 'temporal'), target);
    return target;
  } catch (error) {
    if (signal?.aborted) throw error;
    log(`下载不到 Temporal CLI，换一种办法 / not to be downloaded, trying another way: ${firstLine(error)}`);
    return undefined;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** @param {unknown} error */
const firstLine = (error) => (error instanceof Error ? error.message : String(error)).split('\n')[0];

/**
 * Finds, downloads or builds the `temporal` program, in that order: PATH, our cache, the release archive, Go.
 * @param {Wish} wish @returns {Promise<string>}
 * @throws {LocalError} naming the ways to get it
 */
export async function temporalCli({ env, log, signal }) {
  const found = onPath('temporal', env);
  if (found) return found;
  const target = join(cacheFolder(env), `temporal-${version}`, 'temporal');
  if (existsSync(target)) return target;
  const module = `github.com/temporalio/cli/cmd/temporal@v${version}`;
  const title = `正在用 Go 编译 Temporal CLI ${version}（首次通常 2 到 6 分钟）/ building with Go, usually 2 to 6 minutes once`;
  const made =
    (await downloadCli(target, { env, log, signal })) ??
    (await goInstall({ module, target, title, lines: 1470, env, log, signal }));
  if (made) return made;
  throw new LocalError(
    `需要 Temporal CLI ${version}，下载不到，也没有可用来编译的 Go。办法：装 Go 1.21 以上（go.dev/dl，或 brew install go；它会自取所需的 1.25）；` +
      '或自行把 temporal 放到 PATH（brew install temporal）；已有 Temporal 服务时设置 TEMPORAL_ADDRESS=主机:端口。',
    `The Temporal CLI ${version} could neither be downloaded nor built (no Go on the PATH). Install Go 1.24 or newer ` +
      '(sudo apt-get install golang, brew install go), or put `temporal` on the PATH (brew install temporal), ' +
      'or with a Temporal server of your own set TEMPORAL_ADDRESS=host:port.',
  );
}
