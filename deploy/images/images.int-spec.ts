import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Native modules of ours, which Jest would compile; so they are asked in processes of their own. */
const repoRoot = join(__dirname, '..', '..');
const node = (...args: string[]) => spawnSync(process.execPath, args, { cwd: repoRoot, encoding: 'utf8' });
const answerOf = (module: string, expression: string) =>
  JSON.parse(
    node('--input-type=module', '-e', `import * as it from '${module}'; console.log(JSON.stringify(${expression}))`)
      .stdout,
  );

const dockerfile = readFileSync(join(__dirname, 'Dockerfile'), 'utf8');
const megabytes = (folder: string): number =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => lstatSync(join(folder, file)))
    .reduce((sum, { size }) => sum + size / 1e6, 0);

describe.each(['services', 'worker'])('the image %s', (image) => {
  const programs: string[] = answerOf('./deploy/images/tree.mjs', `it.images['${image}']`);
  let laid: string;
  let app: string;

  beforeAll(() => {
    laid = mkdtempSync(join(tmpdir(), `bancheng-${image}-`));
    const strict = `umask 077; exec '${process.execPath}' deploy/images/tree.mjs ${image} '${laid}'`;
    expect(spawnSync('sh', ['-c', strict], { cwd: repoRoot, encoding: 'utf8' })).toMatchObject({
      status: 0,
      stderr: '',
    });
    app = join(laid, 'whole');
    for (const layer of ['libraries', 'program'])
      cpSync(join(laid, layer, 'app'), app, { recursive: true, verbatimSymlinks: true });
  });
  afterAll(() => rmSync(laid, { recursive: true, force: true }));

  it('holds in the Dockerfile what is laid out without a container engine, and is run as nobody', () => {
    expect(dockerfile).toContain(`node deploy/images/tree.mjs ${image} /trees/${image}`);
    expect(answerOf('./deploy/images/dockerfile.mjs', `it.imageOf('${image}', { VERSION: '7' })`)).toMatchObject({
      config: {
        User: '65532:65532',
        WorkingDir: '/app',
        Entrypoint: ['/nodejs/bin/node'],
        Labels: { 'org.opencontainers.image.version': '7', 'org.opencontainers.image.title': `bancheng-${image}` },
      },
      copied: [
        [`/trees/${image}/libraries`, '/'],
        [`/trees/${image}/program`, '/'],
      ],
    });
  });

  it.each(programs.filter((file) => /dist\/(main|migrate|prepare-namespace)\.js$/.test(file)))(
    'runs %s from its own files alone, which asks for its settings',
    (program) => {
      const { status, stderr } = spawnSync(process.execPath, [program], { cwd: app, env: {}, encoding: 'utf8' });
      expect(stderr).toMatch(/^配置有误，进程不能启动：\n/);
      expect(status).toBe(78);
    },
  );

  it('holds no tests, types or parts for other systems, and the papers of every library', () => {
    const files = readdirSync(app, { recursive: true, encoding: 'utf8' });
    expect(
      files.filter((file) => /^(apps|libs).*(-spec|\.spec|\.d\.ts$|tsbuildinfo)|apple-darwin|windows-msvc/.test(file)),
    ).toEqual([]);
    const libraries = files.filter((file) => /^node_modules\/(@[^/]+\/)?[^@/][^/]*$/.test(file));
    const withoutName = libraries.filter(
      (folder) => !folder.startsWith('node_modules/@bancheng/') && !existsSync(join(app, folder, 'package.json')),
    );
    expect(withoutName).toEqual([]);
    expect(files).toContain('LICENSE');
  });

  it('leaves room for Node and Debian below 250 MB, and carries no time or mode of its making', () => {
    expect(megabytes(app)).toBeLessThan(100);
    const entries = ['libraries', 'program'].flatMap((layer) =>
      readdirSync(join(laid, layer), { recursive: true, encoding: 'utf8' }).map((file) => join(laid, layer, file)),
    );
    const odd = entries
      .map((path) => ({ path, stat: lstatSync(path) }))
      .filter(({ stat }) => {
        const readable = stat.isSymbolicLink() || (stat.mode & 0o444) === 0o444;
        return stat.mtimeMs !== 0 || !readable || (stat.isDirectory() && (stat.mode & 0o777) !== 0o755);
      });
    expect(odd).toEqual([]);
  });
});
