import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const files = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((name) => /(?<!\.(?:slow|simulation))\.test\.ts$/.test(name) && !name.includes('node_modules'))
  .map((name) => `test/${name}`)

/** Starts processes or workers, inspects the engine, or changes through `vi` what a file after it would see. */
const isAlone = (file: string) =>
  file.startsWith('test/cli/') ||
  /\bvi\b|node:(?:child_process|worker_threads|inspector)|Worker\(/.test(readFileSync(file, 'utf8'))

/** What stands for a name in the sources of the library, and in those of the page, which has its public entries. */
const aliases: Record<string, string> = {
  '#wasm': 'core/wasm.inline.ts',
  '#layers-wasm': 'core/layers/wasm.inline.ts',
  '#images-wasm': 'core/layers/images.inline.ts',
  onecycle: 'entry/index.ts',
  'onecycle/schedules': 'schedules/index.ts',
  'onecycle/csv': 'data/tabular/csv.ts',
  'onecycle/report': 'report/index.ts',
}

/** The library from its sources, and time enough for a machine with much else to do. */
export const common = {
  resolve: {
    alias: Object.entries(aliases).map(([name, file]) => ({
      find: new RegExp(`^${name}$`),
      replacement: fileURLToPath(new URL(`./src/${file}`, import.meta.url)),
    })),
  },
  oxc: { jsx: { runtime: 'automatic' as const, importSource: 'preact' } },
  test: { testTimeout: 300_000, hookTimeout: 300_000, teardownTimeout: 60_000 },
}

/** The default suite: files that leave everything as it was share two threads, the others have a process each. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    globalSetup: 'test/temporary.ts',
    reporters: ['default', ['json', { outputFile: 'build/tests.json' }]],
    // what runs as it is built, as a program or in a worker, is not counted
    coverage: {
      enabled: process.env.CI === 'true',
      include: [`${import.meta.dirname}/src/**`],
      reporter: ['text-summary', 'json-summary'],
      reportsDirectory: 'build/coverage',
      thresholds: { lines: 95 },
    },
    projects: [
      { ...common, test: { ...common.test, name: 'alone', include: files.filter(isAlone), pool: 'forks' } },
      {
        ...common,
        test: {
          ...common.test,
          name: 'shared',
          include: files.filter((file) => !isAlone(file)),
          pool: 'threads',
          isolate: false,
        },
      },
    ],
  },
})
