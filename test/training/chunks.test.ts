import { describe, expect, test } from 'vitest'
import type { EngineName } from '../../src/core/core.js'
import { type ChunkedDatasetParts, chunkedDataset } from '../../src/data/chunks/create.js'
import { createDataset } from '../../src/data/create-dataset.js'
import type { Dataset } from '../../src/data/dataset.js'
import { digits } from '../../src/data/generated/digits.js'
import { createNetwork, loadEngine, type NetworkOptions } from '../../src/entry/index.js'
import { dense } from '../../src/layers/dense.js'
import { sgd } from '../../src/optimizers/sgd.js'
import type { TrainingOptions } from '../../src/training/plan.js'
import { train } from '../../src/training/train.js'
import { Training } from '../../src/training/training.js'
import { trainInWorker } from '../../src/worker/train-in-worker.js'
import { inPieces } from '../data/chunks/pieces.js'
import { errorOf, refusal } from '../helpers.js'
import { labelled, targeted } from '../network/data.js'
import { cycled, data, newNetwork, options, timeless, validation } from './runs.js'

const chunked = (rows: Dataset, chunkRows: number, more: Partial<ChunkedDatasetParts> = {}) => {
  const { inputs, name, classes } = rows
  const known = { inputs, name, ...(classes > 0 && { classes }) }
  return chunkedDataset({ ...known, chunkRows, chunks: inPieces(rows, [5, 1, 17, 40]), ...more })
}

interface Run {
  name: string
  rows: Dataset
  plan: NetworkOptions
  training: TrainingOptions
}

const weights = Array.from({ length: 101 }, (_, row) => (row % 4) / 2)
const runs: Run[] = [
  {
    name: 'floats of three classes',
    rows: labelled(101, 4, 3),
    plan: { inputs: 4, layers: [dense(7, 'relu'), dense(3)] },
    training: { epochs: 3, batchSize: 16, optimizer: cycled },
  },
  {
    name: 'bytes',
    rows: digits({ seed: 1, training: 101, test: 1 }).training,
    plan: { inputs: 784, layers: [dense(5, 'relu'), dense(10)] },
    training: { epochs: 2, batchSize: 101, optimizer: sgd({ learningRate: 0.05, momentum: 0.8 }) },
  },
  {
    name: 'two targets a row, batches of a row',
    rows: targeted(101, 3, 2),
    plan: { inputs: 3, layers: [dense(6, 'tanh'), dense(2)], loss: 'meanSquaredError' },
    training: { epochs: 2, batchSize: 1, optimizer: sgd({ learningRate: 0.05 }) },
  },
  {
    name: 'rows and classes with weights',
    rows: createDataset({ ...labelled(101, 4, 3), weights }),
    plan: { inputs: 4, layers: [dense(7, 'relu'), dense(3)] },
    training: { epochs: 3, batchSize: 30, optimizer: cycled, classWeights: 'balanced' },
  },
]

async function outcome({ plan }: Run, rows: Parameters<typeof train>[1], training: TrainingOptions) {
  const network = await createNetwork(plan)
  const history = await train(network, rows, training)
  return { hash: network.sha256(), scale: network.standardization, history: timeless(history) }
}

describe('a run on rows that are read in chunks has the bits and the history of one on the same rows in memory', () => {
  test.each(runs.map((run) => [run.name, run] as const))(
    '%s: chunks of 1, 7, 16, 50, 100, 101 and 1000 of 101 rows, and without shuffling',
    async (_, run) => {
      for (const chunkRows of [1, 7, 16, 50, 100, 101, 1000]) {
        const rows = await chunked(run.rows, chunkRows)
        const wanted = await outcome(run, run.rows, { ...run.training, shuffle: chunkRows })
        expect(await outcome(run, rows, run.training), `chunks of ${chunkRows}`).toEqual(wanted)
      }
      const plain = await outcome(run, run.rows, { ...run.training, shuffle: false })
      expect(await outcome(run, await chunked(run.rows, 9), { ...run.training, shuffle: false })).toEqual(plain)
    },
  )

  test.each<EngineName>(['wasm', 'js'])(
    'on %s, whatever the pieces: rows, many rows, all rows at once',
    async (name) => {
      const engine = await loadEngine(name)
      const wanted = await newNetwork({ engine })
      await train(wanted, data, options({ validation, shuffle: 25 }))
      for (const sizes of [[1], [3, 88], [90], [1000]]) {
        const network = await newNetwork({ engine })
        await train(network, await chunked(data, 25, { chunks: inPieces(data, sizes) }), options({ validation }))
        expect(network.sha256()).toBe(wanted.sha256())
      }
    },
  )

  test('driven by its iterator, left and gone on with after every turn', async () => {
    const wanted = await newNetwork()
    await train(wanted, data, options({ shuffle: 25 }))
    const network = await newNetwork()
    const training = new Training(network, await chunked(data, 25), options())
    while (training.stopped === null) for await (const _ of training) break
    expect(network.sha256()).toBe(wanted.sha256())
  })
})

describe('a checkpoint of such a run', () => {
  test('resumes to the bits of the run that never stopped, from every step', async () => {
    const rows = await chunked(data, 35)
    const files: Uint8Array[] = []
    const network = await newNetwork()
    const training: Training = new Training(network, rows, options({ onStep: () => files.push(training.checkpoint()) }))
    files.push(training.checkpoint())
    for await (const _ of training);
    expect(files.length).toBe(16)
    for (const [step, resume] of files.entries()) {
      const other = await newNetwork()
      const history = await train(other, await chunked(data, 35), options({ resume }))
      expect(other.sha256(), `step ${step}`).toBe(network.sha256())
      expect(timeless(history), `step ${step}`).toEqual(timeless(training.history))
    }
  })

  test('is refused for other rows, another number of them, and chunks of another size', async () => {
    const file = new Training(await newNetwork(), await chunked(data, 35), options()).checkpoint()
    const network = await newNetwork()
    const resume = (rows: Awaited<ReturnType<typeof chunked>>) => () =>
      new Training(network, rows, options({ resume: file }))
    expect(resume(await chunked(data, 35))).not.toThrow()
    const features = (data.features as Float32Array).map((value, i) => (i === 7 ? value + 1 : value))
    expect(resume(await chunked({ ...data, features }, 35))).toThrow(
      refusal(RangeError, 'resume', 'run.data.fingerprint'),
    )
    expect(resume(await chunked(data, 40))).toThrow(refusal(RangeError, 'resume', 'run.data.fingerprint'))
    const last = (data.features as Float32Array).map((value, i) => (i === 179 ? value + 1 : value))
    expect(resume(await chunked({ ...data, features: last }, 35))).toThrow(
      refusal(RangeError, 'resume', 'run.data.content'),
    )
  })
})

describe('what such a run refuses', () => {
  test('update, which cannot wait for rows', async () => {
    const training = new Training(await newNetwork(), await chunked(data, 25), options())
    expect(errorOf(() => training.update()).message).toMatch(/update: "dataset" expected .* got chunks.*iterator/)
  })

  test('a copy of its fields, which can read nothing', async () => {
    const copy = { ...(await chunked(data, 25)) } as unknown as Dataset
    await expect(train(await newNetwork(), copy, options({}))).rejects.toThrow(
      refusal(TypeError, 'train', 'dataset', 'a dataset', 'an object'),
    )
  })

  test('a worker, which would need the rows sent to it', async () => {
    const rows = await chunked(data, 25)
    const worker = { postMessage: () => expect.unreachable() }
    const network = await newNetwork()
    expect(() =>
      trainInWorker(worker, network, rows as unknown as Dataset, options({ optimizer: sgd({ learningRate: 0.1 }) })),
    ).toThrow(refusal(TypeError, 'trainInWorker', 'dataset', 'in memory', 'in chunks'))
  })

  test('a shuffle of other blocks, data that do not fit, and classes that nobody counted to balance', async () => {
    const run = async (rows: Awaited<ReturnType<typeof chunked>>, changes: Partial<TrainingOptions>) =>
      new Training(await newNetwork(), rows, options(changes))
    const rows = await chunked(data, 25)
    await expect(run(rows, { shuffle: 20 })).rejects.toThrow(refusal(RangeError, 'train', 'shuffle', 25, 20))
    await expect(run(rows, { shuffle: 25 })).resolves.toBeDefined()
    await expect(run(await chunked(labelled(30, 3, 2), 25), {})).rejects.toThrow(
      refusal(RangeError, 'train', 'dataset', 2, 3),
    )
    const uncounted = await chunked(data, 25, { rows: data.count })
    await expect(run(uncounted, { classWeights: 'balanced' })).rejects.toThrow(
      refusal(TypeError, 'chunkedDataset', 'classes', 'rows'),
    )
    await expect(run(uncounted, { classWeights: [1, 2] })).resolves.toBeDefined()
  })

  test('rows that end early, go on, break off, change their kind or are no numbers: piece and row are named', async () => {
    const pass = { count: 0 }
    /** As the data at first; from the second pass on, as `later` changes its pieces. */
    const changing = (later: (pieces: AsyncGenerator) => AsyncGenerator) => {
      const pieces = inPieces(data, [30])
      let passes = 0
      return () => (passes++ === 0 ? pieces() : (later(pieces()) as ReturnType<typeof pieces>))
    }
    const failure = async (later: (pieces: AsyncGenerator) => AsyncGenerator): Promise<Error> => {
      const rows = await chunked(data, 40, { chunks: changing(later) })
      const network = await newNetwork()
      network.standardize(network.standardization)
      const error = await train(network, rows, options()).catch((reason) => reason)
      pass.count++
      return error
    }
    const replaced = (index: number, change: (piece: Dataset) => unknown) =>
      async function* (pieces: AsyncGenerator) {
        let at = 0
        for await (const piece of pieces) yield at++ === index ? change(piece as Dataset) : piece
      }
    const early = await failure(async function* (pieces) {
      for (let i = 0; i < 2; i++) yield (await pieces.next()).value
    })
    expect(early).toEqual(refusal(RangeError, 'chunkedDataset', 'chunks', '90 rows', 60))
    const more = await failure(async function* (pieces) {
      yield* pieces
      yield data
    })
    expect(more).toEqual(refusal(RangeError, 'chunkedDataset', 'chunks', '90 rows', 'more'))
    const broken = await failure(async function* (pieces) {
      yield (await pieces.next()).value
      throw new Error('the disk is gone')
    })
    expect(broken).toEqual(refusal(Error, 'chunkedDataset', 'chunks[1]', 'the disk is gone'))
    expect((broken.cause as Error).message).toBe('the disk is gone')
    const bytes = replaced(2, (piece) => ({ ...piece, features: new Uint8Array(60) }))
    expect((await failure(bytes)).message).toMatch(/"features" expected Float32Array.*got Uint8Array/)
    const missing = replaced(1, (piece) => ({ ...piece, features: piece.features.map((x, i) => (i === 9 ? NaN : x)) }))
    expect((await failure(missing)).message).toMatch(
      /chunks\[1\]: "features\[4\]\[1\]" expected a finite number, got NaN/,
    )
    const wide = replaced(1, (piece) => ({ ...piece, features: new Float32Array(61) }))
    expect((await failure(wide)).message).toMatch(/chunks\[1\]: "features" expected rows of 2 numbers/)
    const third = replaced(0, (piece) => ({ ...piece, labels: piece.labels.map(() => 2) }))
    expect((await failure(third)).message).toMatch(/chunks\[0\]: "labels\[0\]" expected .*from 0 to 1, got 2/)
    expect(pass.count).toBe(7)
  })

  test('targets that are no probabilities where the loss needs them, in a chunk after the first', async () => {
    const rows = targeted(60, 2, 1)
    const targets = (rows.targets as Float32Array).map((value, row) =>
      row === 55 ? 1.5 : Math.min(1, Math.max(0, value)),
    )
    const network = await createNetwork({ inputs: 2, layers: [dense(1)], loss: 'binaryCrossEntropy' })
    const run = train(network, await chunked({ ...rows, targets }, 20), options())
    await expect(run).rejects.toThrow(/rows 40 to 59: "targets\[15\]" expected a number from 0 to 1.*1.5/)
  })
})

test('a run goes on, with the bits of one that was never disturbed, after a pass that broke off', async () => {
  const wanted = await newNetwork()
  await train(wanted, data, options({ shuffle: 25 }))
  let opened = 0
  const flaky = async function* () {
    const breaks = ++opened === 5
    let at = 0
    for await (const piece of inPieces(data, [30])()) {
      if (breaks && at++ === 2) throw new Error('lost')
      yield piece
    }
  }
  const network = await newNetwork()
  const training = new Training(network, await chunked(data, 25, { chunks: flaky }), options())
  await expect(training.finish()).rejects.toThrow('lost')
  expect(training.step).toBeGreaterThan(0)
  await training.finish()
  expect(network.sha256()).toBe(wanted.sha256())
})

test('what is read from is closed when the run ends, is aborted or left', async () => {
  let open = 0
  const counted = async function* () {
    open++
    try {
      yield* inPieces(data, [10])()
    } finally {
      open--
    }
  }
  const rows = await chunked(data, 25, { chunks: counted })
  await train(await newNetwork(), rows, options())
  expect(open).toBe(0)
  const controller = new AbortController()
  const onStep = ({ step }: { step: number }) => step === 2 && controller.abort()
  const history = await train(await newNetwork(), rows, options({ signal: controller.signal, onStep }))
  expect(history.stopped).toBe('aborted')
  expect(history.loss.length).toBe(2)
  expect(open).toBe(0)
  for await (const _ of new Training(await newNetwork(), rows, options())) break
  expect(open).toBe(0)
})
