import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder, repoRoot } from '../../deploy/local/core/paths.mjs';
import { runTool } from '../../deploy/local/core/process.mjs';
import { LocalError, withProgress } from '../../deploy/local/core/report.mjs';
import { helmPath } from '../../deploy/local/parts/helm.mjs';

/** @typedef {import('../../deploy/local/core/report.mjs').Log} Log */

/** The node: a Kubernetes in namespaces of its own on this machine, of which no route leads out (see kube/README.md). */
export class Node {
  /** @param {Log} log */
  constructor(log) {
    this.log = log;
    this.cache = join(cacheFolder(), 'kube');
  }

  /**
   * Installs and builds the programs that are missing.
   * @throws {LocalError} on a machine that cannot run the node
   */
  async build() {
    if (process.platform !== 'linux' || process.arch !== 'x64' || process.getuid?.() !== 0)
      throw new LocalError('需要 Linux（x64）的 root 用户。', 'The cluster needs Linux on x64, and root.');
    await this.#script('packages.sh');
    const bin = join(this.cache, 'bin');
    mkdirSync(bin, { recursive: true });
    if (!existsSync(join(bin, 'helm'))) symlinkSync(await helmPath({ log: this.log }), join(bin, 'helm'));
    const title = '正在用 Go 编译 Kubernetes（首次 8 到 16 分钟）/ building Kubernetes with Go, 8 to 16 minutes once';
    let last = '';
    const build = () => this.#script('build.sh', (text) => (last = text.trim().split('\n').at(-1) ?? last));
    await withProgress(this.log, title, build, () => last);
  }

  /** Starts the node with every image that is there; what ran before is ended. */
  async up() {
    await withProgress(this.log, '正在启动节点 / starting the node', () => this.#script('up.sh'));
  }

  async down() {
    await this.#script('down.sh');
  }

  /**
   * Runs a program inside the node.
   * @param {string[]} command @param {{ input?: string, env?: NodeJS.ProcessEnv, onOutput?: (text: string) => void }} [options]
   * @returns {Promise<string>} what it printed
   */
  run([file = '', ...args], { input, env = {}, onOutput } = {}) {
    const launch = {
      file: join(this.cache, 'in'),
      args: [file, ...args],
      env: { ...process.env, ...env },
      cwd: repoRoot,
    };
    return runTool(launch, { ...(input !== undefined && { input }), ...(onOutput && { onOutput }) });
  }

  /** A program inside the node that goes on until it is killed. @param {string[]} command @param {NodeJS.ProcessEnv} env */
  start([file = '', ...args], env) {
    return spawn(join(this.cache, 'in'), [file, ...args], {
      cwd: repoRoot,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...env },
    });
  }

  /** @param {string[]} args @param {string} [input] */
  kubectl(args, input) {
    return this.run(['kubectl', ...args], input === undefined ? {} : { input });
  }

  /** @param {object[]} objects */
  async apply(objects) {
    await this.kubectl(['apply', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }));
  }

  /** @param {string} name @param {(text: string) => void} [onOutput] */
  async #script(name, onOutput) {
    const file = fileURLToPath(new URL(`kube/${name}`, import.meta.url));
    const env = { ...process.env, K: this.cache };
    await runTool({ file: 'bash', args: [file], env }, onOutput ? { onOutput } : {});
  }
}
