import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = resolve(__dirname, '../..');

let eslint: ChildProcess;
let answers: AsyncIterator<string>;

beforeAll(() => {
  eslint = spawn(process.execPath, [resolve(__dirname, 'broken-rules.mjs')], {
    cwd: ROOT,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  answers = createInterface({ input: eslint.stdout! })[Symbol.asyncIterator]();
});
afterAll(() => {
  eslint.kill();
});

/** What ESLint says of `code` as if it stood in `file`: the ids of the broken rules. */
async function brokenRules(file: string, code: string): Promise<string[]> {
  eslint.stdin!.write(`${JSON.stringify({ file, code })}\n`);
  const { value } = await answers.next();
  return JSON.parse(value) as string[];
}

describe('the dependency rule', () => {
  it.each([
    ['libs/domain/src/numbering.ts', '@bancheng/contracts', 'no-restricted-imports'],
    ['libs/domain/src/numbering.ts', 'node:fs', 'no-restricted-imports'],
    ['libs/contracts/src/workflow.ts', '@bancheng/casebook', '@nx/enforce-module-boundaries'],
    ['libs/contracts/src/workflow.ts', '@nestjs/common', 'no-restricted-imports'],
    ['libs/workflows/src/steps.ts', '@bancheng/platform', '@nx/enforce-module-boundaries'],
    ['libs/workflows/src/steps.ts', '@temporalio/client', 'no-restricted-imports'],
    ['libs/routing/src/infrastructure/slips.ts', '../application/sign.use-case.js', 'no-restricted-imports'],
    ['libs/routing/src/routing.problems.ts', './application/sign.use-case.js', 'no-restricted-imports'],
    ['libs/platform/src/index.ts', '@bancheng/casebook', '@nx/enforce-module-boundaries'],
    ['libs/casebook/src/casebook.ts', '@bancheng/routing', '@nx/enforce-module-boundaries'],
    ['libs/routing/src/index.ts', '@bancheng/intake', '@nx/enforce-module-boundaries'],
    ['libs/routing/src/index.ts', '@bancheng/supervision', '@nx/enforce-module-boundaries'],
    ['libs/directory/src/index.ts', '@bancheng/routing', '@nx/enforce-module-boundaries'],
    ['libs/casebook/src/casebook.ts', '@bancheng/directory', '@nx/enforce-module-boundaries'],
  ])('%s may not import %s', async (file, forbidden, rule) => {
    const code = `import * as forbidden from '${forbidden}';\nexport { forbidden };\n`;
    expect(await brokenRules(file, code)).toContain(rule);
  });

  it.each(['@bancheng/casebook', '@bancheng/directory'])('lets a service import %s', async (allowed) => {
    const code = `import * as allowed from '${allowed}';\nexport { allowed };\n`;
    expect(await brokenRules('libs/routing/src/index.ts', code)).toEqual([]);
  });

  it.each(["'select from casebook.act'", '`select ${1} from casebook.complaint c`'])(
    'leaves %s to the casebook',
    async (sql) => {
      const code = `export const sql = ${sql};\n`;
      expect(await brokenRules('libs/routing/src/infrastructure/slips.ts', code)).toEqual(['no-restricted-syntax']);
      expect(await brokenRules('libs/casebook/src/cases.ts', code)).toEqual([]);
    },
  );

  it('keeps the clock and randomness out of workflows', async () => {
    const code = 'export const now = Date.now() + Math.random();\n';
    expect(await brokenRules('libs/workflows/src/steps.ts', code)).toEqual([
      'no-restricted-properties',
      'no-restricted-properties',
    ]);
  });
});

describe('the rules that need types', () => {
  it.each([
    ['export function forget(): void {\n  Promise.resolve();\n}\n', '@typescript-eslint/no-floating-promises'],
    ['export const none = [].filter(async () => true);\n', '@typescript-eslint/no-misused-promises'],
    ['export const soon = async (): Promise<number> => await 1;\n', '@typescript-eslint/await-thenable'],
    [
      "export function side(of: 'left' | 'right'): void {\n  switch (of) {\n    case 'left':\n  }\n}\n",
      '@typescript-eslint/switch-exhaustiveness-check',
    ],
  ])('find what is wrong with %j', async (code, rule) => {
    for (const file of ['libs/routing/src/index.ts', 'test/walk/model.spec.ts']) {
      expect(await brokenRules(file, code)).toEqual([rule]);
    }
  });
});
