/** A run of a million updates is no slower at its end than it was at its beginning, and takes no more memory. */
import { createNetwork, dense, sgd, spirals, Training } from '../../dist/entry/index.js'

const STEPS = 1_000_000
const PART = 100_000
const BLOCK = 1_000
/** Of the fastest tenth of the blocks, as others may use the machine. */
const SLOWEST = 1.15
const MIB = 2 ** 20
/** Bytes that the record of a run keeps of each update. */
const RECORD = 24
/** Of other memory, in MiB. */
const MOST = 8

const fast = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 10)]

export async function* attack() {
  const { training } = spirals({ seed: 1 })
  const network = await createNetwork({ inputs: 2, layers: [dense(16, 'relu'), dense(2)], seed: 1 })
  const options = { epochs: STEPS / 20, batchSize: 50, optimizer: sgd({ learningRate: 0.01 }) }
  const run = new Training(network, training, options)
  const blocks = []
  const memory = []
  while (run.step < STEPS) {
    const begin = performance.now()
    for (let step = 0; step < BLOCK; step++) run.update()
    blocks.push(performance.now() - begin)
    if (run.step % PART === 0) {
      globalThis.gc()
      memory.push(process.memoryUsage.rss() / MIB)
    }
  }
  const per = PART / BLOCK
  // the first part warms up
  const first = fast(blocks.slice(per, 2 * per))
  const last = fast(blocks.slice(-per))
  const ratio = last / first
  yield {
    asked: `the last ${PART} of ${STEPS} updates take at most ${SLOWEST} of the time of the second ${PART}`,
    seen: `${ratio.toFixed(3)} (${last.toFixed(2)} and ${first.toFixed(2)} us each)`,
    wrong: ratio <= SLOWEST ? [] : [ratio.toFixed(3)],
  }
  const more = memory.at(-1) - memory[0] - (RECORD * (STEPS - PART)) / MIB
  yield {
    asked: `at most ${MOST} MiB more resident at its end than after ${PART}, but for ${RECORD} bytes of record an update`,
    seen: `${more.toFixed(1)} MiB more (${memory.map((each) => each.toFixed(0)).join(' ')})`,
    wrong: more <= MOST ? [] : [more.toFixed(1)],
  }
}
