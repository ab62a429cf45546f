/** Browsers that lack workers, WebAssembly or a server: what can go on does, and what cannot is told. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { documentOf } from '../command-line.mjs'
import { addressOf, identities, small, toTheEnd } from './story.mjs'

const noWorkers = () => {
  delete globalThis.Worker
}
const neither = () => {
  delete globalThis.Worker
  delete globalThis.WebAssembly
}

const told = (page) => page.getByText('The page can start no workers here')

/** Milliseconds from each frame of the page to the next while `act` goes on, ascending. */
async function framesOf(page, act) {
  await page.evaluate(() => {
    const gaps = []
    let before = performance.now()
    let running = true
    const frame = (now) => {
      gaps.push(now - before)
      before = now
      if (running) requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
    globalThis.framesSeen = () => {
      running = false
      return gaps.sort((a, b) => a - b)
    }
  })
  await act()
  return page.evaluate(() => globalThis.framesSeen())
}

/** @param seconds that the page may stand still at most, on a machine that does other work too */
function assertGoOn(gaps, seconds) {
  const middle = gaps[Math.floor(gaps.length / 2)]
  assert.ok(middle < 34, `the median of ${gaps.length} frames took ${middle} ms`)
  assert.ok(gaps.at(-1) < 1000 * seconds, `the longest frame took ${gaps.at(-1)} ms`)
}

async function raceIsThatOfTheCommandLine(page) {
  const gaps = await framesOf(page, () => toTheEnd(page))
  for (const { sha256, command } of await identities(page, 4)) {
    assert.equal(sha256, (await documentOf(command, tmpdir())).weightsSha256, command)
  }
  assertGoOn(gaps, 1)
}

export const without = {
  'without workers the range test ends, the page says why it is slower, and its frames go on': async ({ open }) => {
    const page = await open({}, '', noWorkers)
    await told(page).waitFor()
    const run = page.getByRole('button', { name: 'Run the range test', exact: true })
    const answer = page.getByRole('region', { name: 'Result of the range test' })
    await run.waitFor()
    const gaps = await framesOf(page, async () => {
      await run.click()
      await answer.getByText('The test suggests a peak').waitFor({ timeout: 60_000 })
    })
    assertGoOn(gaps, 1)
  },

  'without workers the SHA-256 of each lane is that of the command line, and the frames go on': async ({ open }) => {
    const page = await open({}, addressOf({ screen: 'race', pace: 0, problem: { ...small, epochs: 40 } }), noWorkers)
    await raceIsThatOfTheCommandLine(page)
  },

  'without workers and WebAssembly the SHA-256 of each lane is that of the command line': async ({ open }) => {
    const page = await open({}, addressOf({ screen: 'race', pace: 0, problem: small }), neither)
    await told(page).waitFor()
    await page.getByText('This browser does not run WebAssembly').waitFor()
    await raceIsThatOfTheCommandLine(page)
  },

  'without workers a lane goes back and on to the same weights, and its network answers': async ({ open }) => {
    const page = await open({}, addressOf({ screen: 'race', pace: 0, problem: small }), noWorkers)
    await toTheEnd(page)
    const before = await identities(page, 4)
    await page.getByRole('heading', { name: 'What they have learned' }).scrollIntoViewIfNeeded()
    await page.getByRole('img', { name: /^What 1cycle answers: [\d.]+ % right/ }).waitFor()
    await page.getByRole('button', { name: 'Back to the start' }).click()
    await page.getByText('Update 0 of 100').waitFor()
    await toTheEnd(page)
    assert.deepEqual(await identities(page, 4), before)
  },

  'without workers the recorded runs are equal: 12 of 12': async ({ open }) => {
    const page = await open({}, addressOf({ screen: 'verdict' }), noWorkers)
    await page.getByRole('button', { name: 'Check 12 recorded runs' }).click()
    await page.locator('strong', { hasText: 'Your browser: 12 of 12 equal' }).waitFor({ timeout: 80_000 })
  },

  'without workers and WebAssembly the race over 3 seeds has its verdict': async ({ open }) => {
    const page = await open({}, addressOf({ screen: 'verdict', problem: small, seeds: 3, target: 0.6 }), neither)
    await page.getByText(/It takes at most \d+ runs/).waitFor()
    await page.getByRole('button', { name: 'Run it over 3 seeds' }).click()
    await page.getByRole('region', { name: 'The verdict' }).getByText('Nothing was tuned').waitFor({ timeout: 80_000 })
  },

  'without workers a file is read, and what is wrong with another is told': async ({ open }) => {
    const page = await open({}, addressOf({ screen: 'race' }), noWorkers)
    const give = async (name, text) => {
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        page.getByRole('button', { name: 'Choose files' }).click(),
      ])
      await chooser.setFiles([{ name, mimeType: 'text/csv', buffer: Buffer.from(text) }])
    }
    await page.getByText('Use your own file').click()
    await give('bad.csv', 'a,b\n1,2\n3\n')
    await page.getByRole('alert').filter({ hasText: 'line 3' }).waitFor()
    await give(
      'good.csv',
      ['x,y', ...Array.from({ length: 40 }, (_, i) => `${i},${i % 2 ? 'odd' : 'even'}`)].join('\n'),
    )
    await page.getByText('good: 32 rows to train on, 8 held out').waitFor()
  },

  'a server that forbids workers is as a browser without': async ({ open, server, heard }) => {
    const body = server.files[server.path]
    server.files[server.path] = { body, headers: { 'content-security-policy': "worker-src 'none'" } }
    const page = await open({}, addressOf({ screen: 'race', pace: 0, problem: small }))
    await toTheEnd(page)
    await told(page).waitFor()
    assert.equal((await identities(page, 4)).length, 4)
    const violations = heard.filter((text) => text.includes('Content Security Policy'))
    assert.ok(violations.length > 0)
    heard.splice(0, heard.length, ...heard.filter((text) => !violations.includes(text)))
  },

  'a worker that is not on the server is replaced by the page itself': async ({ open, server, heard }) => {
    const entry = Object.entries(server.files).find(
      ([path, file]) => /\/worker-[\w-]+\.js$/.test(path) && readFileSync(file, 'utf8').includes('self.postMessage'),
    )
    delete server.files[entry[0]]
    const page = await open({}, addressOf({ screen: 'race', pace: 0, problem: small }))
    await toTheEnd(page)
    await told(page).waitFor()
    assert.deepEqual(
      heard.filter((text) => !text.includes('404')),
      [],
    )
    heard.length = 0
  },

  'from a file, where no browser runs it, the page says what to do': async ({ open, site, heard }) => {
    const page = await open()
    await page.goto(pathToFileURL(join(site.folder, 'index.html')).href)
    await page.getByText('must come from a server').waitFor()
    heard.length = 0
  },
}
