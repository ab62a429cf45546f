/**
 * Reads and trains on rows of 20 numbers and a class from a stream of CSV, and prints as JSON how many rows a second each part
 * took, in processor time, and the most memory that the process ever had.
 *
 *     node scripts/stream-rows.mjs 10000000
 *
 * The stream repeats 100,000 different rows, made beforehand, so the time is that of the reader.
 */
import { parseArgs } from 'node:util'
import { prepareTableInChunks } from '../dist/data/tabular/csv.js'
import { createNetwork, dense, sgd, train } from '../dist/entry/index.js'

const { positionals } = parseArgs({ allowPositionals: true })
const rows = Number(positionals[0] ?? 1_000_000)
const DIFFERENT = 100_000
const PIECE = 500
const COLUMNS = 20

/** Pieces of CSV, `PIECE` rows each. */
const pieces = Array.from({ length: DIFFERENT / PIECE }, (_, piece) => {
  const lines = Array.from({ length: PIECE }, (_, line) => lineOf(piece * PIECE + line))
  return new TextEncoder().encode(lines.join(''))
})

function lineOf(row) {
  // a small generator, so that the columns are not alike
  let state = (row * 2654435761 + 1) >>> 0
  const cells = Array.from({ length: COLUMNS }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return ((state >>> 8) / 65536 - 128).toFixed(4)
  })
  return `${cells.join(',')},${Number(cells[0]) + Number(cells[1]) > 0 ? 'yes' : 'no'}\n`
}

const header = new TextEncoder().encode(`${Array.from({ length: COLUMNS }, (_, i) => `x${i}`).join(',')},y\n`)

async function* csv() {
  yield header
  for (let row = 0; row < rows; row += PIECE) {
    // as from a file: the event loop has its turn
    if (row % (100 * PIECE) === 0) await new Promise(setImmediate)
    yield pieces[(row % DIFFERENT) / PIECE]
  }
}

async function timed(work) {
  const before = process.cpuUsage()
  const result = await work()
  const { user, system } = process.cpuUsage(before)
  return { result, rate: Math.round(rows / ((user + system) / 1e6)) }
}

const prepared = await timed(() => prepareTableInChunks(csv, { target: 'y' }))
const { training, validation } = prepared.result
const read = await timed(async () => {
  let count = 0
  for await (const chunk of training) count += chunk.count
  if (count !== training.count) throw new Error(`${count} rows came, not ${training.count}`)
})
const network = await createNetwork({ inputs: COLUMNS, layers: [dense(16, 'relu'), dense(2)] })
const optimizer = sgd({ learningRate: 0.05, momentum: 0.9 })
const trained = await timed(() => train(network, training, { epochs: 1, validation, optimizer }))

console.log(
  JSON.stringify({
    rows,
    preparedPerSecond: prepared.rate,
    readPerSecond: read.rate,
    trainedPerSecond: trained.rate,
    validationAccuracy: trained.result.epochRecords[0].validationAccuracy,
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  }),
)
