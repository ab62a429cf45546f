/**
 * The laboratory in real browsers: built, served from a folder under a sub path, and used as a reader does. Chromium runs
 * every test, Firefox and WebKit the main path.
 *
 *     node test/web/browser/run.mjs [--only WORDS]
 *
 * Prints a line for each test and writes build/web-tests.json. A browser that is not installed is skipped, and fails with
 * CI=true.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { missingBrowser } from '../../runtimes/browser.mjs'
import { alone } from './engines/alone.mjs'
import { chromium } from './engines/chromium.mjs'
import { firefox } from './engines/firefox.mjs'
import { webkit } from './engines/webkit.mjs'
import { buildSite, project } from './site.mjs'
import { address } from './tests/address.mjs'
import { files } from './tests/files.mjs'
import { frame } from './tests/frame.mjs'
import { isolated, isolatedAlone } from './tests/isolated.mjs'
import { keyboard } from './tests/keyboard.mjs'
import { learned } from './tests/learned.mjs'
import { mainPath, verdictPath } from './tests/main-path.mjs'
import { memory } from './tests/memory.mjs'
import { offline } from './tests/offline.mjs'
import { ownData } from './tests/own-data.mjs'
import { race } from './tests/race.mjs'
import { rate } from './tests/rate.mjs'
import { recorded } from './tests/recorded.mjs'
import { shape } from './tests/shape.mjs'
import { sizes } from './tests/sizes.mjs'
import { verdict } from './tests/verdict.mjs'
import { without } from './tests/without.mjs'

/** Of each browser its tests by their titles, and what gives each of them what it works with. */
const suites = [
  {
    browser: 'chromium',
    engine: chromium,
    tests: {
      ...sizes,
      ...frame,
      ...address,
      ...offline,
      ...isolated,
      ...rate,
      ...shape,
      ...race,
      ...verdict,
      ...memory,
      ...files,
      ...keyboard,
      ...recorded,
      ...learned,
      ...ownData,
      ...without,
    },
  },
  { browser: 'firefox', engine: firefox, tests: { ...mainPath, ...verdictPath } },
  { browser: 'firefox', engine: () => alone('firefox'), tests: isolatedAlone },
  { browser: 'webkit', engine: webkit, tests: { ...mainPath, ...verdictPath } },
  { browser: 'webkit', engine: () => alone('webkit'), tests: isolatedAlone },
]

const SECONDS = 90

const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : ''
const site = await buildSite()
const rows = []
for (const { browser, engine, tests } of suites) {
  const chosen = Object.entries(tests).filter(([title]) => `${browser}: ${title}`.includes(only))
  if (chosen.length === 0) continue
  const missing = missingBrowser(browser)
  if (missing !== undefined) {
    rows.push({ browser, missing })
    console.log(`skipped  ${browser}: ${missing}`)
    continue
  }
  const running = await engine()
  for (const [title, test] of chosen) rows.push(await judged(browser, title, () => running.run(test, site)))
  await running.close()
}
const strict = process.env.CI === 'true'
const passed = rows.filter(({ ok }) => ok).length
const failed = rows.filter(({ ok, missing }) => ok === false || (strict && missing !== undefined)).length
writeFileSync(join(project, 'build/web-tests.json'), `${JSON.stringify({ rows, passed, failed }, null, 2)}\n`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

async function judged(browser, title, run) {
  const start = performance.now()
  const late = AbortSignal.timeout(SECONDS * 1000)
  const timeout = new Promise((_, reject) => {
    late.addEventListener('abort', () => reject(new Error(`not done within ${SECONDS} s`)))
  })
  let wrong
  try {
    await Promise.race([run(), timeout])
  } catch (error) {
    wrong = error.stack ?? String(error)
  }
  const seconds = Math.round((performance.now() - start) / 100) / 10
  console.log(`${wrong === undefined ? 'ok    ' : 'WRONG '} ${browser}: ${title}  ${seconds} s`)
  if (wrong !== undefined) console.error(wrong)
  return { browser, title, ok: wrong === undefined, ...(wrong === undefined ? {} : { wrong }), seconds }
}
