import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, localFile } from '../core/paths.mjs';
import { onPath, runTool } from '../core/process.mjs';
import { LocalError, withProgress } from '../core/report.mjs';
import { goInstall } from '../tools/go.mjs';

const helmVersion = 'v3.20.0';
/** Checked by Go against its public checksum database. */
const gatewayModule = 'sigs.k8s.io/gateway-api@v1.4.0';
const validator = 'kubernetes-validate-1.37.0';

/**
 * The `helm` program: PATH, our cache, or built with Go.
 * @param {object} [options]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {import('../core/report.mjs').Log} [options.log]
 * @returns {Promise<string>} its path
 * @throws {LocalError} naming the ways to get it
 */
export async function helmPath({ env = process.env, log = console.error } = {}) {
  const found = onPath('helm', env);
  if (found) return found;
  const target = join(cacheFolder(env), `helm-${helmVersion}`);
  if (existsSync(target)) return target;
  const module = `helm.sh/helm/v3/cmd/helm@${helmVersion}`;
  const title = `正在用 Go 编译 helm ${helmVersion}（首次通常 1 到 3 分钟）/ building with Go, usually 1 to 3 minutes once`;
  const built = await goInstall({ module, target, title, lines: 1050, env, log });
  if (built) return built;
  throw new LocalError(
    '需要 helm：brew install helm，或装 Go 1.21 以上（go.dev/dl）由本程序编译。',
    'helm is needed: brew install helm, or install Go 1.21 or newer (go.dev/dl) to have it built.',
  );
}

/**
 * The definitions of kinds that are not Kubernetes' own and that the chart makes, as their project publishes them.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<string>} the folder of a Go module's definitions
 * @throws {LocalError} when there is no Go
 */
export async function gatewayDefinitions(env = process.env) {
  const go = onPath('go', env);
  if (!go) {
    throw new LocalError(
      '需要 Go 1.21 以上（go.dev/dl）来取得 Gateway API 的定义。',
      "Go 1.21 or newer (go.dev/dl) is needed to fetch the Gateway API's definitions.",
    );
  }
  const found = await runTool({ file: go, args: ['mod', 'download', '-json', gatewayModule], env });
  return join(JSON.parse(found).Dir, 'config', 'crd', 'standard');
}

/**
 * The `kubernetes-validate` program, which carries the Kubernetes schemas and so works offline; installed at the first
 * call into a Python environment of its own, every package pinned and checked by hash.
 * @param {object} [options]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {import('../core/report.mjs').Log} [options.log]
 * @returns {Promise<string>} its path
 * @throws {LocalError} when there is no Python
 */
export async function kubernetesValidatePath({ env = process.env, log = console.error } = {}) {
  const folder = join(cacheFolder(env), validator);
  const program = join(folder, 'bin', 'kubernetes-validate');
  const complete = join(folder, '.complete');
  if (existsSync(complete)) return program;
  const python = onPath('python3', env);
  if (!python) {
    throw new LocalError(
      '需要 Python 3.10 以上：sudo apt-get install python3-venv（Debian/Ubuntu）、brew install python（macOS）。',
      'Python 3.10 or newer is needed: sudo apt-get install python3-venv (Debian/Ubuntu), brew install python (macOS).',
    );
  }
  const requirements = localFile(`tools/checksums/${validator}.txt`);
  const pip = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--require-hashes',
    '-r',
    requirements,
  ];
  await withProgress(log, `正在安装 ${validator}（通常不到一分钟）/ installing, usually under a minute`, async () => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    await runTool({ file: python, args: ['-m', 'venv', folder], env });
    await runTool({ file: join(folder, 'bin', 'python'), args: pip, env });
    writeFileSync(complete, '');
  });
  return program;
}
