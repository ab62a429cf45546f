/**
 * A lane against Node: the same run to the same weights, in pairs within seconds, by each other's wall clocks, from the
 * first update to the last with the looks at the held-out rows. Cold is the first race of a page and the first run of a
 * process; warm the third race, with other rates, and the third run.
 */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { addressOf } from '../../test/web/browser/tests/story.mjs'
import { digits, median } from './numbers.mjs'

const PAIRS = 7
const EPOCHS = 8
const BOUND = 0.9
const rates = [0.1, 0.11, 0.12]

const lane = (rate) => ({ id: 'a', method: 'one-cycle', rate })
const state = (rate) => addressOf({ screen: 'race', pace: 0, problem: digits(EPOCHS), lanes: [lane(rate)] })

export async function speed(fresh) {
  const pairs = []
  for (let i = 0; i < PAIRS; i++) {
    // who goes first changes, since what else the machine does may come and go
    const [first, second] = i % 2 ? [inNode, () => fresh(inPage)] : [() => fresh(inPage), inNode]
    const found = [await first(), await second()]
    const [page, node] = i % 2 ? found.reverse() : found
    for (const [j, { sha256 }] of page.entries()) {
      if (sha256 !== node[j].sha256) throw new Error(`bench:web: other weights in the page: ${sha256}`)
    }
    pairs.push({ page, node })
  }
  return [row('cold', 0, pairs), row('warm', rates.length - 1, pairs)]
}

function row(name, at, pairs) {
  const ratios = pairs.map(({ page, node }) => node[at].milliseconds / page[at].milliseconds)
  const least = (side) => Math.min(...pairs.map((pair) => pair[side][at].milliseconds))
  const perSecond = (side) => Math.round((1000 * pairs[0].node[at].steps) / least(side))
  return {
    what: `speed of a lane of 784-128-10 over Node's, ${name}`,
    seen: `median ${median(ratios).toFixed(2)} of ${PAIRS}; at best ${perSecond('page')} and ${perSecond('node')} updates/s`,
    asked: `>= ${BOUND}`,
    holds: median(ratios) >= BOUND,
    values: ratios,
  }
}

/** One process, the runs one after the other. */
async function inNode() {
  const program = fileURLToPath(new URL('node-lane.mjs', import.meta.url))
  const orders = rates.map((rate) => ({ problem: digits(EPOCHS), lane: lane(rate) }))
  const { stdout } = await promisify(execFile)(process.execPath, [program, JSON.stringify(orders)])
  return JSON.parse(stdout)
}

/** One page, the races one after the other. */
async function inPage({ open }) {
  const page = await open({}, state(rates[0]), listen)
  const runs = []
  for (const rate of rates) {
    if (rate !== rates[0]) {
      await page.getByRole('button', { name: 'Back to the start' }).click()
      await page.evaluate((hash) => {
        location.hash = hash
      }, state(rate))
    }
    // the lane has its data and waits
    await page.waitForTimeout(2000)
    await page.getByRole('button', { name: 'Play', exact: true }).click()
    await page.waitForFunction(() => globalThis.lane.end !== null, undefined, { polling: 100, timeout: 60_000 })
    runs.push(
      await page.evaluate(() => ({
        milliseconds: globalThis.lane.ended - globalThis.lane.started,
        sha256: globalThis.lane.end.sha256,
      })),
    )
  }
  return runs
}

/** Notes when the lane is first sent on its way, and when its end is told; ahead of the scripts of the page. */
function listen() {
  globalThis.Worker = class extends Worker {
    constructor(address, options) {
      super(address, options)
      if (options.name === 'lane') this.addEventListener('message', ({ data }) => this.#hear(data))
    }

    postMessage(command, transfer) {
      if (command.do === 'start') globalThis.lane = { started: null, ended: null, end: null }
      if (command.do === 'goTo' && command.step > 0) globalThis.lane.started ??= performance.now()
      super.postMessage(command, transfer)
    }

    #hear({ end }) {
      if (end == null || globalThis.lane.end !== null) return
      globalThis.lane.ended = performance.now()
      globalThis.lane.end = end
    }
  }
}
