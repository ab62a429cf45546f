import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** The default suite. Tests named *.slow.test.ts have a configuration of their own. */
export default defineConfig({
  resolve: { alias: { '#wasm': fileURLToPath(new URL('./src/core/wasm.inline.ts', import.meta.url)) } },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'test/**/*.slow.test.ts'],
    testTimeout: 60_000,
    reporters: ['default', ['json', { outputFile: 'build/tests.json' }]],
  },
})
