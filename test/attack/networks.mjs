/**
 * Thousands of networks in one process: those that are dropped or disposed of leave their memory to the next ones. What is
 * dropped goes when the engine looks for garbage: soon where it counts WebAssembly memory as memory, as V8 did up to Node 24.
 */
import { createNetwork, dense, loadEngine } from '../../dist/entry/index.js'

const MIB = 2 ** 20
const LIMIT = 105
/** What 10,000 networks take that are all still there. */
const ALL = 110

const make = (seed, engine) =>
  createNetwork({ inputs: 16, layers: [dense(32, 'relu'), dense(10)], seed, ...(engine && { engine }) })

const resident = () => process.memoryUsage.rss() / MIB

/** @returns the most memory that was seen meanwhile, in MiB */
async function each(count, act) {
  let most = 0
  for (let seed = 1; seed <= count; seed++) {
    await act(seed)
    if (seed % 100 === 0) most = Math.max(most, resident())
  }
  return most
}

const within = (most, limit = LIMIT) => (most < limit ? [] : [`${most.toFixed(1)} MiB`])

/** Whether the engine goes by the WebAssembly memory that it has given. */
function isCounted() {
  const before = process.memoryUsage().external
  const memory = new WebAssembly.Memory({ initial: 256 })
  return process.memoryUsage().external - before >= memory.buffer.byteLength
}

export async function* attack() {
  const limit = isCounted() ? LIMIT : LIMIT + ALL
  const dropped = await each(10_000, (seed) => make(seed))
  yield {
    asked: `10,000 networks created and dropped under ${limit} MiB`,
    seen: `${dropped.toFixed(1)} MiB resident at most`,
    wrong: within(dropped, limit),
  }
  globalThis.gc()
  const disposed = await each(20_000, async (seed) => (await make(seed)).dispose())
  yield {
    asked: `20,000 more created and disposed of under ${LIMIT} MiB`,
    seen: `${disposed.toFixed(1)} MiB resident at most`,
    wrong: within(disposed),
  }
  const live = []
  const most = await each(2_000, async (seed) => live.push(await make(seed)))
  const js = await loadEngine('js')
  const wrong = []
  for (const [index, network] of live.entries()) {
    const same = network.engine === 'wasm' && network.sha256() === (await make(index + 1, js)).sha256()
    if (!same) wrong.push(`network ${index + 1}`)
  }
  yield {
    asked: '2,000 networks of 16-32-10 alive at once, each with the bits of the plain-JS core',
    seen: `${live.length - wrong.length} of ${live.length}, ${most.toFixed(1)} MiB resident`,
    wrong,
  }
}
