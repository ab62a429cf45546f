/**
 * How soon a page takes its first step, in Chromium started afresh each time: 784-128-10, a batch of 64 rows, the default
 * entry point bundled and minified, compiling and the self-check of the host included.
 *
 *     node test/runtimes/first-step.mjs [RUNS]
 *
 * Prints the best, the median and the worst in milliseconds; writes build/first-step.json. Judged by the bounds below
 * is the best, since what else runs on the machine only ever adds; a busy machine gets up to four times the pages.
 */
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { missingBrowser, serve, visit } from './browser.mjs'
import { project, unpackPackage } from './pack.mjs'

const FIRST_STEP = 50
const INSTANTIATE = 5

const missing = missingBrowser('chromium')
if (missing !== undefined) throw new Error(`first-step: ${missing}`)

const work = join(project, 'build/first-step')
rmSync(work, { recursive: true, force: true })
mkdirSync(work, { recursive: true })
unpackPackage(work)
cpSync(new URL('first-step-page.mjs', import.meta.url).pathname, join(work, 'page.mjs'))
const bundle = await rolldown({ input: join(work, 'page.mjs'), platform: 'browser' })
// the clock starts with the script, before any of the library
const banner = 'globalThis.scriptStart = performance.now();'
const { output } = await bundle.write({ dir: join(work, 'page'), format: 'esm', minify: true, banner })
await bundle.close()

const files = {
  '/': '<!doctype html><title>first step</title><body><script type="module" src="/page.js"></script>',
  ...Object.fromEntries(output.map(({ fileName }) => [`/${fileName}`, join(work, 'page', fileName)])),
}
// isolated pages have the finer clock
const isolated = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' }
const runs = []
const pages = Number(process.argv[2] ?? 7)
const bestOf = (name) => Math.min(...runs.map((run) => run[name]))
const bounds = Object.entries({ fromStart: FIRST_STEP, instantiate: INSTANTIATE })
const above = () => bounds.filter(([name, bound]) => !(bestOf(name) < bound))
for (let page = 0; page < pages || (page < 4 * pages && above().length > 0); page++) {
  const server = await serve(files, isolated)
  runs.push(await visit('chromium', server.url, server.report))
  server.close()
}
const rows = Object.keys(runs[0]).map((name) => {
  const values = runs.map((run) => run[name]).sort((a, b) => a - b)
  return { name, best: values[0], median: values[values.length >> 1], worst: values[values.length - 1] }
})
const shown = (value) => value.toFixed(2).padStart(8)
for (const { name, best, median, worst } of rows) {
  console.log(name.padEnd(16), shown(best), shown(median), shown(worst))
}
const failed = above()
for (const [name, bound] of failed) console.error(`first-step: ${name} takes ${bestOf(name)} ms, more than ${bound}`)
const report = { runs, rows, passed: bounds.length - failed.length, failed: failed.length }
writeFileSync(join(project, 'build/first-step.json'), `${JSON.stringify(report, null, 2)}\n`)
if (failed.length > 0) process.exitCode = 1
