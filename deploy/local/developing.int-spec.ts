import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { SmallClone } from './testing/small-clone.js';

// A start under test compiles, which takes its time on a busy machine.
jest.setTimeout(300_000);

/** Services in TypeScript that answer with one word and when their process was started. */
const answering = (word: string) => `
import { createServer } from 'node:http';
const word: string = '${word}';
createServer((_, response) => response.end(word + ' ' + performance.timeOrigin)).listen(process.env.PORT);
`;

describe('npm run dev', () => {
  const clone = new SmallClone();
  const main = join('apps', 'all-in-one', 'src', 'main.ts');

  beforeAll(() => {
    for (const folder of ['libs', join('apps', 'all-in-one', 'src')]) {
      mkdirSync(join(clone.folder, folder), { recursive: true });
    }
  });
  afterAll(() => clone.remove());

  it('starts the services again at a change and leaves the parts; what does not compile is said and changes nothing', async () => {
    const run = clone.run('dev');
    await run.says('正在监视');
    const { app, ...parts } = clone.state.processes;
    const answer = async () => {
      const [word, started] = (await (await fetch(clone.env('BANCHENG_API'))).text()).split(' ');
      return { word, started: Number(started) };
    };

    clone.write(main, answering('one'));
    await run.says('已重启');
    expect((await answer()).word).toBe('one');
    clone.write(main, 'const broken: = 1;');
    await run.says('Syntax Error');
    const changed = Date.now();
    clone.write(main, answering('two'));
    await run.says('已重启', 2);
    const { word, started } = await answer();
    expect(word).toBe('two');
    expect(started).toBeLessThan(changed); // by a process that was ready before the change

    const { app: last, ...same } = clone.state.processes;
    expect(last?.pid).not.toBe(app?.pid);
    expect(same).toEqual(parts);
    expect(await run.stop('SIGINT')).toBe(0);
  });
});

describe('npm run test:one', () => {
  const clone = new SmallClone();
  afterAll(() => clone.remove());

  const names = ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'KAFKA_BROKERS', 'OIDC_ISSUER'];
  /** A test that prints which parts were given; the names are put together, so that they don't stand in it. */
  const printing = `
    const names = ${JSON.stringify(names.map((name) => name.split('_')))}.map((parts) => parts.join('_'));
    it('prints', () => console.log('given:' + names.filter((name) => process.env[name]).join()));
  `;

  it.each([
    ['alone.spec.ts', '', ''],
    ['plain.int-spec.ts', '', 'DATABASE_URL'],
    ['telling.int-spec.ts', '// OIDC_ISSUER', 'DATABASE_URL,OIDC_ISSUER'],
    ['helped.int-spec.ts', "// import from './helper.js'", 'DATABASE_URL,OIDC_ISSUER'],
  ])('%s gets the parts that it or its helpers name', async (file, trace, given) => {
    const setUp = { globalSetup: './none.cjs', globalTeardown: './none.cjs' };
    const common = { rootDir: clone.folder, testMatch: ['**/*spec.ts'], transform: {} };
    const projects = [
      { ...common, displayName: 'unit' },
      { ...common, displayName: 'integration', ...setUp },
    ];
    clone.write('jest.config.cjs', `module.exports = ${JSON.stringify({ projects })};`);
    clone.write('helper.ts', '// OIDC_ISSUER');
    clone.write(file, `${trace}\n${printing}`);
    const run = clone.run('test:one', join(clone.folder, file));
    expect(await run.ended).toBe(0);
    expect(run.output).toMatch(new RegExp(`given:${given}$`, 'm'));
  });

  it('says what is no test', async () => {
    const run = clone.run('test:one', 'package.json');
    expect(await run.ended).toBe(1);
    expect(run.output).toContain('不是测试文件');
  });
});
