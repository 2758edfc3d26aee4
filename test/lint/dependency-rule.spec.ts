import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');

/** What ESLint says of `code` as if it stood in `file`: the ids of the broken rules. */
function brokenRules(file: string, code: string): string[] {
  const eslint = resolve(ROOT, 'node_modules/eslint/bin/eslint.js');
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [eslint, '--stdin', '--stdin-filename', resolve(ROOT, file), '--format', 'json'],
    { cwd: ROOT, input: code, encoding: 'utf8' },
  );
  if (!stdout.startsWith('[')) throw new Error(`${stdout}${stderr}`);
  const [report] = JSON.parse(stdout) as { messages: { ruleId: string }[] }[];
  return report!.messages.map(({ ruleId }) => ruleId);
}

describe('the dependency rule', () => {
  it.each([
    ['libs/domain/src/numbering.ts', '@bancheng/contracts', 'no-restricted-imports'],
    ['libs/domain/src/numbering.ts', 'node:fs', 'no-restricted-imports'],
    ['libs/contracts/src/workflow.ts', '@bancheng/casebook', '@nx/enforce-module-boundaries'],
    ['libs/contracts/src/workflow.ts', '@nestjs/common', 'no-restricted-imports'],
    ['libs/workflows/src/steps.ts', '@bancheng/platform', '@nx/enforce-module-boundaries'],
    ['libs/workflows/src/steps.ts', '@temporalio/client', 'no-restricted-imports'],
    ['libs/platform/src/index.ts', '@bancheng/casebook', '@nx/enforce-module-boundaries'],
    ['libs/casebook/src/casebook.ts', '@bancheng/routing', '@nx/enforce-module-boundaries'],
    ['libs/routing/src/index.ts', '@bancheng/intake', '@nx/enforce-module-boundaries'],
    ['libs/routing/src/index.ts', '@bancheng/supervision', '@nx/enforce-module-boundaries'],
    ['libs/directory/src/index.ts', '@bancheng/routing', '@nx/enforce-module-boundaries'],
    ['libs/casebook/src/casebook.ts', '@bancheng/directory', '@nx/enforce-module-boundaries'],
  ])(
    '%s may not import %s',
    (file, forbidden, rule) => {
      expect(brokenRules(file, `import * as forbidden from '${forbidden}';\nexport { forbidden };\n`)).toContain(rule);
    },
    60_000,
  );

  it.each(['@bancheng/casebook', '@bancheng/directory'])(
    'lets a service import %s',
    (allowed) => {
      const code = `import * as allowed from '${allowed}';\nexport { allowed };\n`;
      expect(brokenRules('libs/routing/src/index.ts', code)).toEqual([]);
    },
    60_000,
  );

  it('keeps the clock and randomness out of workflows', () => {
    const code = 'export const now = Date.now() + Math.random();\n';
    expect(brokenRules('libs/workflows/src/steps.ts', code)).toEqual([
      'no-restricted-properties',
      'no-restricted-properties',
    ]);
  }, 60_000);
});
