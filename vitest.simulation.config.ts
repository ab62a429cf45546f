import { defineConfig } from 'vitest/config'
import { common } from './vitest.config.ts'

/** Thousands of simulated studies, whose truth is known. */
export default defineConfig({
  ...common,
  test: { ...common.test, include: ['test/**/*.simulation.test.ts'], exclude: ['**/node_modules/**'] },
})
