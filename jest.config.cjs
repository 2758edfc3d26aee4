/**
 * One Jest for the whole workspace, in projects by what they need: `unit` nothing, `helm` helm and kubernetes-validate,
 * `workflow` the time-skipping Temporal server, `integration` and `system` the embedded parts. ESM-only packages are
 * compiled too (transformIgnorePatterns: []).
 */
const swc = [
  '@swc/jest',
  {
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
    },
    module: { type: 'commonjs' },
  },
];

const common = {
  rootDir: __dirname,
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@bancheng/source', 'node', 'require', 'default'] },
  transform: { '^.+\\.[cm]?[jt]s$': swc },
  transformIgnorePatterns: [],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': ['$1.ts', '$1.js'] },
  modulePathIgnorePatterns: ['/dist/', '/\\.bancheng/', '/\\.nx/'],
  setupFilesAfterEnv: ['<rootDir>/jest.setup.cjs'],
};

module.exports = {
  projects: [
    { ...common, displayName: 'unit', testMatch: ['<rootDir>/{libs,apps,deploy,test}/**/*.spec.ts'] },
    {
      ...common,
      displayName: 'workflow',
      testMatch: ['<rootDir>/{libs,test}/**/*.workflow-spec.ts'],
      globalSetup: '<rootDir>/deploy/local/jest-workflow-setup.mjs',
      globalTeardown: '<rootDir>/deploy/local/jest-global-teardown.mjs',
    },
    {
      ...common,
      displayName: 'helm',
      testMatch: ['<rootDir>/helm/**/*.helm-spec.ts'],
      globalSetup: '<rootDir>/helm/jest-global-setup.mjs',
    },
    {
      ...common,
      displayName: 'integration',
      testMatch: ['<rootDir>/{libs,apps,deploy}/**/*.int-spec.ts'],
      globalSetup: '<rootDir>/deploy/local/jest-global-setup.mjs',
      globalTeardown: '<rootDir>/deploy/local/jest-global-teardown.mjs',
    },
    // Each file starts and kills a whole system of its own, so it needs no global set-up; run it with --runInBand.
    { ...common, displayName: 'system', testMatch: ['<rootDir>/test/**/*.system-spec.ts'] },
  ],
};
