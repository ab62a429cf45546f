/** Thousands of networks in one process: those that are dropped or disposed of leave their memory to the next ones. */
import { createNetwork, dense, loadEngine } from '../../dist/entry/index.js'

const MIB = 2 ** 20
const LIMIT = 105

const make = (seed, engine) =>
  createNetwork({ inputs: 16, layers: [dense(32, 'relu'), dense(10)], seed, ...(engine && { engine }) })

const resident = () => process.memoryUsage.rss() / MIB

/** @returns the most memory that was seen meanwhile, in MiB */
async function each(count, act) {
  let most = 0
  for (let seed = 0; seed < count; seed++) {
    await act(seed)
    if (seed % 100 === 0) most = Math.max(most, resident())
  }
  return Math.max(most, resident())
}

const within = (most) => (most < LIMIT ? [] : [`${most.toFixed(1)} MiB`])

export async function* attack() {
  const dropped = await each(10_000, (seed) => make(seed))
  yield {
    asked: `10,000 networks created and dropped under ${LIMIT} MiB`,
    seen: `${dropped.toFixed(1)} MiB resident at most`,
    wrong: within(dropped),
  }
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
  for (const [seed, network] of live.entries()) {
    if (network.engine !== 'wasm' || network.sha256() !== (await make(seed, js)).sha256()) wrong.push(`network ${seed}`)
  }
  yield {
    asked: '2,000 networks of 16-32-10 alive at once, each with the bits of the plain-JS core',
    seen: `${live.length - wrong.length} of ${live.length}, ${most.toFixed(1)} MiB resident`,
    wrong,
  }
}
