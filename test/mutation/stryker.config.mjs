/** What is mutated and how; `run.mjs` says which folder. */
const folder = process.env.MUTATED

export default {
  mutate: [`src/${folder}/**/*.ts`],
  // the words of messages are free
  mutator: { excludedMutations: ['StringLiteral'] },
  plugins: ['@stryker-mutator/vitest-runner', './test/mutation/sample.mjs'],
  checkers: ['sample'],
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutation/vitest.config.ts' },
  coverageAnalysis: 'perTest',
  // what is made as a module loads would ask for every test, each time
  ignoreStatic: true,
  concurrency: 1,
  timeoutMS: 10_000,
  dryRunTimeoutMinutes: 30,
  // its rewriting of paths asks for an older TypeScript, and the sandbox needs none
  tsconfigFile: 'none',
  tempDirName: 'build/mutation/sandbox',
  ignorePatterns: [
    '*',
    '!src/**',
    '!test/**',
    '!docs/**',
    '!examples/**',
    '!build',
    '!build/*.wasm',
    '!dist/**',
    '!package.json',
    '!*.ts',
    '!tsconfig.json',
    'test/runtimes/node_modules',
    'test/mutation/node_modules',
  ],
  reporters: ['clear-text', 'json', 'progress-append-only'],
  jsonReporter: { fileName: `build/mutation/${folder.replaceAll('/', '-')}.json` },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
}
