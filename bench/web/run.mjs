/**
 * The figures of the laboratory, each beside what is asked of it: the page as it is built, from localhost, in Chromium.
 *
 *     npm run bench:web                       some minutes; nothing else should run meanwhile
 *     npm run bench:web -- --only frames      load, frames, speed, study or memory alone
 *
 * Prints a table and writes build/web-bench.json. Exit code 1 where a figure misses its bound. Sizes are judged by
 * `npm run test:web`.
 */
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { missingBrowser } from '../../test/runtimes/browser.mjs'
import { chromium } from '../../test/web/browser/engines/chromium.mjs'
import { buildSite, project } from '../../test/web/browser/site.mjs'
import { frames } from './frames.mjs'
import { load } from './load.mjs'
import { memory } from './memory.mjs'
import { speed } from './speed.mjs'
import { study } from './study.mjs'

const parts = { load, frames, speed, study, memory }
const { values: options } = parseArgs({ options: { only: { type: 'string' } } })
if (options.only !== undefined && !(options.only in parts)) {
  throw new RangeError(`bench:web: "only" expected ${Object.keys(parts).join(', ')}, got ${options.only}`)
}
const missing = missingBrowser('chromium')
if (missing !== undefined) throw new Error(`bench:web: ${missing}`)

const site = await buildSite()
/** Calls `use` as a test is called, in a browser with a profile of its own. */
const fresh = async (use) => {
  const browser = await chromium()
  try {
    let result
    await browser.run(async (hands) => {
      result = await use(hands)
    }, site)
    return result
  } finally {
    await browser.close()
  }
}

console.log(`${cpus().length} x ${cpus()[0].model}, Node ${process.versions.node}`)
const rows = []
for (const [name, measure] of Object.entries(parts)) {
  if (options.only !== undefined && options.only !== name) continue
  for (const row of await measure(fresh)) {
    rows.push(row)
    const { what, seen, asked, holds } = row
    const judged = { true: 'holds', false: 'MISSED' }[holds] ?? ''
    console.log(`${what.padEnd(64)} ${seen.padEnd(44)} ${(asked ?? '').padEnd(10)} ${judged}`.trimEnd())
  }
}
writeFileSync(join(project, 'build/web-bench.json'), `${JSON.stringify(rows, null, 2)}\n`)
if (rows.some(({ holds }) => holds === false)) process.exitCode = 1
