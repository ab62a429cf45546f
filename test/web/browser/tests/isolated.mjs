/** A page whose server lets it share memory: its networks train with threads. */
import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import { documentOf } from '../command-line.mjs'
import { loadedAndKept } from './offline.mjs'
import { addressOf, identities, toScreen, toTheEnd } from './story.mjs'

const HEADERS = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  // as strict as the page can do with
  'content-security-policy':
    "default-src 'none'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; worker-src 'self' blob:; " +
    "connect-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:",
}

/** A race of two lanes whose kernels are worth sharing out. */
const race = {
  problem: {
    data: 'digits',
    layers: [
      { kind: 'dense', outputs: 128, activation: 'relu' },
      { kind: 'dense', outputs: 10 },
    ],
    batchSize: 128,
    epochs: 1,
    seed: 1,
  },
  lanes: [
    { id: 'a', method: 'constant', rate: 0.1 },
    { id: 'b', method: 'one-cycle', rate: 0.2 },
  ],
  pace: 0,
}
const address = addressOf(race)
const LANES = 2

/** Three processors for each lane, and a part of one for the page. */
const sevenProcessors = () => Object.defineProperty(navigator, 'hardwareConcurrency', { value: 7 })

function isolate({ files }) {
  for (const [path, file] of Object.entries(files)) {
    const { body, headers } = typeof file === 'string' ? { body: file } : file
    files[path] = { body, headers: { ...headers, ...HEADERS } }
  }
}

/** What the page of this address answers, and the helpers that were started for it. */
async function answersOf(page) {
  const helpers = new Set()
  page.on('request', (request) => {
    if (request.url().startsWith('blob:')) helpers.add(request.url())
  })
  await page.getByRole('button', { name: 'Run the range test', exact: true }).click()
  const range = page.getByRole('region', { name: 'Result of the range test' }).getByText('The test suggests a peak')
  await range.waitFor({ timeout: 60_000 })
  const suggested = await range.textContent()
  await toScreen(page, 'Race')
  await toTheEnd(page)
  const hashes = (await identities(page, LANES)).map(({ sha256 }) => sha256)
  const named = await page.locator('details.identity summary').allTextContents()
  return { answers: { suggested, hashes }, helpers: helpers.size, named }
}

const isIsolated = (page) => page.evaluate(() => crossOriginIsolated)

export const isolated = {
  'an isolated page trains with threads, to the answers and weights that it has without': async ({ open, server }) => {
    const plain = await answersOf(await open({}, address, sevenProcessors))
    assert.equal(plain.helpers, 0)
    isolate(server)
    const page = await open({}, address, sevenProcessors)
    assert.equal(await isIsolated(page), true)
    const { answers, helpers, named } = await answersOf(page)
    assert.deepEqual(answers, plain.answers)
    for (const text of named) assert.match(text, /, 3 threads$/)
    for (const text of plain.named) assert.doesNotMatch(text, /threads/)
    // of three threads two are helpers
    assert.ok(helpers >= 2 * LANES, `${helpers} helpers`)
  },

  'an isolated page has its threads without its server, too': async ({ open, server }) => {
    isolate(server)
    const page = await loadedAndKept(open, address, sevenProcessors)
    server.close()
    await page.reload()
    assert.equal(await isIsolated(page), true)
    const { helpers } = await answersOf(page)
    assert.ok(helpers >= 2 * LANES, `${helpers} helpers`)
  },
}

/** Of a page that nobody drives: plays the race, and tells the identity of each lane. */
async function raced(hash) {
  Object.defineProperty(navigator, 'hardwareConcurrency', { value: 7 })
  location.hash = hash
  const button = (name) =>
    [...document.querySelectorAll('button')].find(({ textContent }) => textContent.trim() === name)
  const there = async (name) => {
    for (let i = 0; button(name)?.disabled ?? true; i++) {
      if (i === 300) throw new Error(`no button "${name}" within 30 s: ${document.body.textContent.slice(0, 2000)}`)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    return button(name)
  }
  ;(await there('Play')).click()
  await there('Play again')
  const lanes = [...document.querySelectorAll('details.identity')].map((fold) => ({
    sha256: fold.querySelector('code.whole').textContent,
    command: fold.querySelector('pre').textContent.trim(),
    named: fold.querySelector('summary').textContent.trim(),
  }))
  return { isolated: crossOriginIsolated, lanes }
}

export const isolatedAlone = {
  'an isolated page races with threads, and the SHA-256 of each lane is that of the command line': async ({
    inPage,
    server,
  }) => {
    isolate(server)
    const { isolated, lanes } = await inPage(raced, addressOf({ ...race, screen: 'race' }))
    assert.equal(isolated, true)
    assert.equal(lanes.length, LANES)
    for (const { sha256, command, named } of lanes) {
      assert.match(named, /, 3 threads$/)
      assert.equal((await documentOf(command, tmpdir())).weightsSha256, sha256, command)
    }
  },
}
