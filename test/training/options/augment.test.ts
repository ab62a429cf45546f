import { describe, expect, test } from 'vitest'
import { createDataset } from '../../../src/data/create-dataset.js'
import type { Dataset } from '../../../src/data/dataset.js'
import type { Augmentation } from '../../../src/data/images/augmentation/augmentation.js'
import { cutout } from '../../../src/data/images/augmentation/cutout.js'
import { horizontalFlip } from '../../../src/data/images/augmentation/horizontal-flip.js'
import { shift } from '../../../src/data/images/augmentation/shift.js'
import { standardizationOf } from '../../../src/data/standardization.js'
import { createNetwork, loadEngine } from '../../../src/entry/index.js'
import { dense } from '../../../src/layers/dense.js'
import { stream } from '../../../src/math/random.js'
import type { Network } from '../../../src/network/network.js'
import { sgd } from '../../../src/optimizers/sgd.js'
import type { TrainingOptions } from '../../../src/training/plan.js'
import { train } from '../../../src/training/train.js'
import { Training } from '../../../src/training/training.js'
import { refusal } from '../../helpers.js'
import { timeless } from '../runs.js'

const SHAPE = [5, 4, 3] as const
const COUNT = 50
const values = Array.from({ length: COUNT * 60 }, (_, i) => (i * 7919) % 251)
const labels = Array.from({ length: COUNT }, (_, row) => row % 3)
const bytes = createDataset({ shape: SHAPE, features: Uint8Array.from(values), labels })
const floats = createDataset({ shape: SHAPE, features: Float32Array.from(values, (value) => value / 7 - 9), labels })

const augment = [horizontalFlip(), shift(2), cutout(3)]
const options = (changes: Partial<TrainingOptions> = {}): TrainingOptions => {
  return { epochs: 1, batchSize: 8, seed: 6, optimizer: sgd({ learningRate: 0.1 }), ...changes }
}

async function newNetwork(
  engine: 'wasm' | 'js' = 'wasm',
  inputs: number | readonly number[] = SHAPE,
): Promise<Network> {
  return createNetwork({ inputs, layers: [dense(9, 'relu'), dense(3)], seed: 2, engine: await loadEngine(engine) })
}

/** The images as an epoch shows them, as f32. */
function changed(dataset: Dataset, list: readonly Augmentation[], seed: number, epoch: number): Dataset {
  const { mean } = standardizationOf(dataset, { inputs: SHAPE })
  const features = Float32Array.from(dataset.features)
  for (let row = 0; row < dataset.count; row++) {
    const random = stream(seed, `augment/${epoch}`, row)
    const pixels = features.subarray(row * 60, (row + 1) * 60)
    for (const augmentation of list) augmentation.bind(SHAPE)(pixels, random, mean)
  }
  return { ...dataset, features }
}

/** Notes what each row of each epoch got; pixel 0 of an image is its row. */
function noting(into: Map<number, number[]>): Augmentation {
  return {
    description: { kind: 'noting' },
    bind: () => (pixels, random) => {
      const row = pixels[0] as number
      into.set(row, [...(into.get(row) ?? []), random.next()])
    },
  }
}

const numbered = createDataset({
  shape: [2, 2, 1],
  features: Float32Array.from({ length: 4 * 20 }, (_, i) => Math.floor(i / 4)),
  labels: new Uint8Array(20),
  classes: 2,
})

async function drawn(changes: Partial<TrainingOptions>): Promise<Map<number, number[]>> {
  const into = new Map<number, number[]>()
  const network = await createNetwork({ inputs: 4, layers: [dense(2)] })
  await train(network, numbered, options({ augment: [noting(into)], epochs: 3, ...changes }))
  return into
}

describe.each(['wasm', 'js'] as const)('a run with augmentations, on %s', (engine) => {
  test.each([
    ['bytes', bytes],
    ['f32', floats],
  ])(
    'has the bits of one on %s that were changed beforehand, and evaluates on images as they are',
    async (_, dataset) => {
      const run = await newNetwork(engine)
      const history = await train(run, dataset, options({ augment, validation: dataset }))
      const byHand = await newNetwork(engine)
      byHand.standardize(standardizationOf(dataset, { inputs: SHAPE }))
      const validation = { ...dataset, features: dataset.features.slice() }
      const same = await train(byHand, changed(dataset, augment, 6, 0), options({ validation }))
      expect(timeless(history)).toEqual(timeless(same))
      expect(run.sha256()).toBe(byHand.sha256())
      const plain = await newNetwork(engine)
      await train(plain, dataset, options())
      expect(run.sha256()).not.toBe(plain.sha256())
    },
  )

  test('has the bits of an unchanged one where nothing is drawn to change', async () => {
    const [run, plain] = [await newNetwork(engine), await newNetwork(engine)]
    await train(run, bytes, options({ augment: [horizontalFlip(0)], epochs: 3 }))
    await train(plain, bytes, options({ epochs: 3 }))
    expect(run.sha256()).toBe(plain.sha256())
  })
})

test('both engines, and a network that reads a list, change the same images', async () => {
  const hashes = await Promise.all(
    (['wasm', 'js'] as const).map(async (engine) => {
      const network = await newNetwork(engine, 60)
      await train(network, bytes, options({ augment, epochs: 3 }))
      return network.sha256()
    }),
  )
  expect(hashes[0]).toBe(hashes[1])
})

test('what is drawn follows from seed, epoch and row: not from the size of a batch, and new in every epoch', async () => {
  const all = await drawn({ batchSize: 3 })
  expect(all.size).toBe(20)
  expect(new Set([...all.values()].flat()).size).toBe(60)
  for (const [row, numbers] of all) {
    expect(numbers).toEqual([0, 1, 2].map((epoch) => stream(6, `augment/${epoch}`, row).next()))
  }
  expect(await drawn({ batchSize: 20 })).toEqual(new Map([...all].sort(([a], [b]) => a - b)))
  const other = await drawn({ seed: 7 })
  for (const [row, numbers] of all) expect(other.get(row)).not.toEqual(numbers)
})

test('a run resumed amid an epoch has the bits of the run that never stopped; with other augmentations it is refused', async () => {
  const whole = await newNetwork()
  const files: Uint8Array[] = []
  const training = new Training(whole, bytes, options({ augment, epochs: 2 }))
  while (training.update()) files.push(training.checkpoint())
  expect(files).toHaveLength(14)
  for (const step of [1, 7, 10]) {
    const resumed = new Training(await newNetwork(), bytes, options({ augment, epochs: 2, resume: files[step - 1]! }))
    while (resumed.update());
    expect(resumed.network.sha256()).toBe(whole.sha256())
  }
  const resume = files[9]!
  const refused = async (changes: Partial<TrainingOptions>, what: string, ...values: unknown[]) => {
    const network = await newNetwork()
    expect(() => new Training(network, bytes, options({ epochs: 2, resume, ...changes }))).toThrow(
      refusal(RangeError, 'resume', what, ...values),
    )
  }
  await refused({}, 'run.augment', 'as in the checkpoint', 'undefined')
  await refused({ augment: [horizontalFlip(), shift(3), cutout(3)] }, 'run.augment.list.1.pixels', 2, 3)
})

test('over 20,000 rows flips and shifts are as likely as they should be, each beside the other, within five deviations', () => {
  const rows = 20_000
  const counts = new Map<string, number>()
  let sameAsBefore = 0
  let before = -1
  for (let row = 0; row < rows; row++) {
    const image = Float32Array.from({ length: 25 }, (_, i) => i + 1)
    const random = stream(1, 'augment/0', row)
    horizontalFlip().bind([5, 5, 1])(image, random, image)
    shift(1).bind([5, 5, 1])(image, random, image)
    // the middle pixel tells all
    const middle = image[12] as number
    const flip = (image[11] as number) > middle ? 1 : 0
    const key = `${flip} ${middle}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
    if (flip === before) sameAsBefore++
    before = flip
  }
  expect(counts.size).toBe(18)
  const wanted = rows / 18
  for (const [key, count] of counts) expect(Math.abs(count - wanted), key).toBeLessThan(5 * Math.sqrt(wanted))
  expect(Math.abs(sameAsBefore - rows / 2)).toBeLessThan(5 * Math.sqrt(rows / 4))
})

describe('train refuses', () => {
  const list = createDataset({ inputs: 60, features: bytes.features, labels })
  const refused: [string, Dataset, unknown, Error][] = [
    [
      'rows without the shape of an image',
      list,
      augment,
      refusal(RangeError, 'train', 'augment', 'rows of shape 60', 'createDataset'),
    ],
    [
      'a function that was not called',
      bytes,
      [shift],
      refusal(TypeError, 'train', 'augment[0]', 'shift(4)', 'a function'),
    ],
    [
      'a description',
      bytes,
      [shift(1), { kind: 'shift', pixels: 1 }],
      refusal(TypeError, 'train', 'augment[1]', 'an object'),
    ],
    ['one alone', bytes, shift(1), refusal(TypeError, 'train', 'augment', 'an array', 'an object')],
    ['a shift out of the frame', bytes, [shift(4)], refusal(RangeError, 'shift', 'pixels', '5 x 4', 4)],
    [
      'what a checkpoint would lose',
      bytes,
      [{ description: { kind: 'own', at: new Date(0) }, bind: () => () => {} }],
      refusal(TypeError, 'train', 'augment[0].description.at', 'plain JSON'),
    ],
  ]
  test.each(refused)('%s', async (_, dataset, given, error) => {
    const network = await newNetwork('wasm', 60)
    await expect(train(network, dataset, options({ augment: given as Augmentation[] }))).rejects.toThrow(error)
  })

  test('nothing where the network reads images and the data have no shape, or where the list is empty', async () => {
    const network = await newNetwork()
    await train(network, list, options({ augment }))
    await train(await newNetwork('wasm', 60), list, options({ augment: [] }))
  })
})
