import js from '@eslint/js';
import { createProjectGraphAsync } from '@nx/devkit';
import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

// Without a graph on disk (a fresh clone) the boundary rule would skip itself with a mere warning.
process.env.NX_DAEMON ??= 'false';
await createProjectGraphAsync();

/** What the pure rooms may not touch: frameworks, databases, brokers, the machine, Temporal's other halves. */
const IMPURE = [
  '@nestjs/*',
  'typeorm',
  'pg',
  'kafkajs',
  'class-validator',
  'node:*',
  '@temporalio/client',
  '@temporalio/worker',
  '@temporalio/activity',
];

const SERVICES = [
  ...['intake', 'rules', 'routing', 'supervision', 'transfer', 'joint-meeting', 'follow-up', 'archive'],
  ...['reporting', 'notices', 'relay'],
];

const KERNEL = ['scope:domain', 'scope:contracts', 'scope:casebook', 'scope:platform'];

/**
 * The dependency rule of the design: who may import whom. A service lib has a tag of its own, so none imports another; what the
 * admin keeps is read by all (ADR 16).
 */
const DEPENDENCY_RULE = [
  { sourceTag: 'scope:domain', onlyDependOnLibsWithTags: [] },
  { sourceTag: 'scope:contracts', onlyDependOnLibsWithTags: ['scope:domain'] },
  { sourceTag: 'scope:workflows', onlyDependOnLibsWithTags: ['scope:domain', 'scope:contracts'] },
  { sourceTag: 'scope:platform', onlyDependOnLibsWithTags: [] },
  { sourceTag: 'scope:casebook', onlyDependOnLibsWithTags: ['scope:domain', 'scope:contracts', 'scope:platform'] },
  ...SERVICES.map((service) => ({
    sourceTag: `service:${service}`,
    onlyDependOnLibsWithTags: [...KERNEL, 'scope:directory'],
  })),
  { sourceTag: 'scope:directory', onlyDependOnLibsWithTags: KERNEL },
  { sourceTag: 'scope:testing', onlyDependOnLibsWithTags: ['*'] },
  { sourceTag: 'scope:app', onlyDependOnLibsWithTags: ['*'] },
];

/** The tables of a case, which only the casebook reads: others ask its readers and predicates (ADR 3). */
const TABLES_OF_A_CASE = String.raw`\bcasebook\.(complaint|act|shared_text|particulars\w*)\b`;

const TESTS = ['**/*.spec.ts', '**/*.int-spec.ts', '**/*-spec.ts', '**/test/**'];

export default tseslint.config(
  { ignores: ['**/dist', '**/node_modules', '.nx', '.bancheng', 'docs/reference', 'helm/**/templates'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    // The rules that need types; every program is in a tsconfig (test/lint/compiler.spec.ts).
    files: ['**/*.ts', '**/*.mjs', '**/*.cjs'],
    languageOptions: { parserOptions: { project: ['tsconfig.check.json'] } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-console': 'error',
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        URLSearchParams: 'readonly',
        Buffer: 'readonly',
        fetch: 'readonly',
        Response: 'readonly',
        AbortController: 'readonly',
        AbortSignal: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        module: 'readonly',
        __dirname: 'readonly',
        performance: 'readonly',
        structuredClone: 'readonly',
        crypto: 'readonly',
        TextDecoder: 'readonly',
      },
    },
    rules: { 'no-console': 'off' },
  },
  {
    files: ['test/**', 'deploy/**', 'libs/testing/**', ...TESTS],
    // Answers of the API are read as they come; what they hold is what the tests assert.
    rules: { 'no-console': 'off', '@typescript-eslint/no-explicit-any': 'off' },
  },
  {
    files: ['libs/*/src/**/*.ts', 'apps/*/src/**/*.ts'],
    ignores: TESTS,
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          enforceBuildableLibDependency: true,
          depConstraints: DEPENDENCY_RULE,
          // Only tests import the testing lib, and it needs what they test.
          ignoredCircularDependencies: [['testing', '*']],
        },
      ],
    },
  },
  {
    files: ['libs/{domain,contracts,workflows}/src/**/*.ts'],
    ignores: TESTS,
    rules: { 'no-restricted-imports': ['error', { patterns: [{ group: IMPURE, message: 'This room stays pure.' }] }] },
  },
  {
    files: ['libs/domain/src/**/*.ts'],
    ignores: TESTS,
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ regex: '^[^.]', message: 'domain imports nothing.' }] }],
    },
  },
  {
    // Inside a lib: http and activities → application → infrastructure; what both ends need stands beside the folders, and
    // imports no use case either.
    files: ['libs/*/src/infrastructure/**/*.ts', 'libs/*/src/*.ts'],
    ignores: [...TESTS, 'libs/{domain,contracts,workflows,platform}/**', '**/*.module.ts', '**/index.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [{ regex: '^\\.{1,2}/(.*/)?(application|http)/', message: 'Use cases are imported from above.' }],
        },
      ],
    },
  },
  {
    // The relay delivers the casebook's own queues and reads the cases they belong to.
    files: ['{libs,apps}/*/src/**/*.ts'],
    ignores: [...TESTS, 'libs/{casebook,relay,testing}/**', '**/migrations/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...[`Literal[value=/${TABLES_OF_A_CASE}/]`, `TemplateElement[value.raw=/${TABLES_OF_A_CASE}/]`].map(
          (selector) => ({
            selector,
            message: 'Only the casebook reads the tables of a case: use a reader or a predicate of it (ADR 3).',
          }),
        ),
      ],
    },
  },
  {
    files: ['libs/{domain,workflows}/src/**/*.ts'],
    ignores: [...TESTS, 'libs/workflows/src/workflow-time.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Only workflow-time.ts reads a clock.' },
        { object: 'Math', property: 'random', message: 'A workflow takes no random numbers.' },
      ],
      'no-restricted-globals': ['error', 'process', 'fetch', 'setTimeout', 'setInterval', 'crypto'],
    },
  },
);
