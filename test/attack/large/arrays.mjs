/**
 * Features beyond 2^30 numbers and beyond 2^32 bytes in one typed array: every row is read where it stands. The same rows are
 * trained on in chunks, which are small arrays; their bits must be those of the large one.
 */
import {
  chunkedDataset,
  createDataset,
  createNetwork,
  dense,
  epochOrder,
  sgd,
  Training,
  takeRows,
  train,
} from '../../../dist/entry/index.js'

const CLASSES = 3
const BATCH = 1000
/** Rows of a part, of which the array is made. */
const PART = 10_000
/** Updates that are made on rows by lot. */
const UPDATES = 40

const KINDS = {
  'Float32Array of 5 GB': { kind: Float32Array, width: 1024, numbers: 1.25e9 },
  'Uint8Array of 5 GB': { kind: Uint8Array, width: 4096, numbers: 5e9 },
  // as many as an array of Node 20 may have
  'Uint8Array of 4 GiB': { kind: Uint8Array, width: 4096, numbers: 2 ** 32 },
}

export async function* attack() {
  for (const [name, { kind, width, numbers }] of Object.entries(KINDS)) {
    const count = Math.floor(numbers / width)
    let features
    try {
      features = new kind(count * width)
    } catch (error) {
      yield { asked: `a ${name}`, seen: `this Node has no such array: ${error.message}` }
      continue
    }
    yield await readWhole(name, features, width, count)
    features = undefined
    globalThis.gc()
  }
}

async function readWhole(name, features, width, count) {
  const part = features.subarray(0, PART * width)
  for (let i = 0; i < part.length; i++) part[i] = (i * 7 + (i % 1013)) % 251
  for (let at = part.length; at < features.length; at *= 2) features.copyWithin(at, 0, features.length - at)
  // each part differs from the others, the last row too
  for (let row = 0; row < count; row++) features[row * width] = row % 239
  const labels = Uint8Array.from({ length: count }, (_, row) => row % CLASSES)
  const data = createDataset({ features, inputs: width, labels, classes: CLASSES })
  const wrong = []

  const rows = Uint32Array.from({ length: BATCH }, (_, i) => count - BATCH + i)
  const last = features.slice((count - BATCH) * width)
  if (Buffer.compare(bytesOf(takeRows(data, rows).features), bytesOf(last)) !== 0) wrong.push('takeRows: other rows')

  const make = () => createNetwork({ inputs: width, layers: [dense(4, 'relu'), dense(CLASSES)], seed: 1 })
  const options = { epochs: 1, batchSize: BATCH, standardize: false, optimizer: sgd({ learningRate: 1e-7 }) }
  async function* chunks() {
    for (let at = 0; at < count; at += PART) {
      const end = Math.min(count, at + PART)
      yield { features: features.slice(at * width, end * width), labels: labels.subarray(at, end) }
    }
  }
  const [whole, pieces, lot, taken] = [await make(), await make(), await make(), await make()]
  await train(whole, data, { ...options, shuffle: false })
  const chunked = await chunkedDataset({ inputs: width, classes: CLASSES, chunks, rows: count, chunkRows: PART })
  await train(pieces, chunked, { ...options, shuffle: false })
  if (whole.sha256() !== pieces.sha256()) wrong.push('trained to other bits than in chunks')

  const run = new Training(lot, data, { ...options, seed: 5 })
  for (let step = 0; step < UPDATES; step++) run.update()
  const order = epochOrder(count, 5, 0, new Uint32Array(count)).slice(0, UPDATES * BATCH)
  await train(taken, takeRows(data, order), { ...options, shuffle: false })
  if (lot.sha256() !== taken.sha256()) wrong.push('by lot: trained to other bits than on the rows of the order')

  let right = 0
  for await (const piece of chunks()) {
    const rowsOfPiece = createDataset({ ...piece, inputs: width, classes: CLASSES })
    right += Math.round(whole.evaluate(rowsOfPiece).accuracy * rowsOfPiece.count)
  }
  const seen = Math.round(whole.evaluate(data).accuracy * count)
  if (seen !== right) wrong.push(`evaluate: ${seen} right, and ${right} in parts`)
  return {
    asked: `a ${name}: rows taken, trained on in order and by lot, evaluated as in small parts`,
    seen: `${features.length} numbers, ${count} rows, ${4 - wrong.length} of 4`,
    wrong,
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)
