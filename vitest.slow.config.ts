import { defineConfig } from 'vitest/config'
import { common } from './vitest.config.ts'

/** Long runs on real data, one file after the other. */
export default defineConfig({
  ...common,
  test: {
    ...common.test,
    include: ['test/**/*.slow.test.ts'],
    exclude: ['**/node_modules/**'],
    globalSetup: 'test/temporary.ts',
    testTimeout: 600_000,
    fileParallelism: false,
    reporters: ['default', ['json', { outputFile: 'build/tests.slow.json' }]],
  },
})
