/** The real MNIST, Fashion-MNIST and CIFAR-10, read in place. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readCifar10 } from '../../../src/data/images/cifar10.js'
import { fashionMnistNames } from '../../../src/data/images/fashion-mnist.js'
import { readIdx } from '../../../src/data/images/idx.js'
import { idxDataset } from '../../../src/data/images/idx-dataset.js'
import { standardizationOf } from '../../../src/data/standardization.js'
import { outsideData } from '../../outside-data.js'

const mnist = outsideData('mnist')
const fashion = outsideData('fashion-mnist')
const cifar = outsideData('cifar-10')

const reader = (folder: string) => (name: string) => new Uint8Array(readFileSync(resolve(folder, `${name}.gz`)))
const read = reader(mnist.folder)

const files = [
  ['train-images-idx3-ubyte', [60000, 28, 28], 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db'],
  ['train-labels-idx1-ubyte', [60000], '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5'],
  ['t10k-images-idx3-ubyte', [10000, 28, 28], '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7'],
  ['t10k-labels-idx1-ubyte', [10000], 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2'],
] as const

test.skipIf(!mnist.present).for(files)('readIdx reads %s with its published SHA-256', async ([source, shape, sum]) => {
  const array = await readIdx(read(source), { source })
  expect([array.type, array.shape]).toEqual(['uint8', shape])
  const header = Buffer.alloc(4 + 4 * shape.length)
  header.set([0, 0, 8, shape.length])
  for (const [i, size] of shape.entries()) header.writeUInt32BE(size, 4 + 4 * i)
  expect(createHash('sha256').update(header).update(array.data).digest('hex')).toBe(sum)
})

test.skipIf(!mnist.present)(
  'idxDataset of the MNIST training files has the known mean 0.1307 and deviation 0.3081',
  async () => {
    const images = read('train-images-idx3-ubyte')
    const dataset = await idxDataset({ images, labels: read('train-labels-idx1-ubyte'), name: 'mnist' })
    expect(dataset).toMatchObject({ name: 'mnist', count: 60000, inputs: 784, shape: [28, 28, 1], classes: 10 })
    expect([...dataset.labels.subarray(0, 5)]).toEqual([5, 0, 4, 1, 9])
    const { mean, scale } = standardizationOf(dataset)
    expect((mean[0] as number) / 255).toBeCloseTo(0.1307, 4)
    expect(1 / (scale[0] as number) / 255).toBeCloseTo(0.3081, 4)
  },
)

test.skipIf(!fashion.present)(
  'idxDataset knows the published labels of Fashion-MNIST, and names the classes',
  async () => {
    const read = reader(fashion.folder)
    const images = read('t10k-images-idx3-ubyte')
    const labels = read('t10k-labels-idx1-ubyte')
    const { classNames, labels: classes, shape } = await idxDataset({ images, labels })
    expect([...classes.subarray(0, 5)].map((label) => classNames?.[label])).toEqual([
      'ankle boot',
      'pullover',
      'trouser',
      'trouser',
      'shirt',
    ])
    expect(shape).toEqual([28, 28, 1])
    expect((await idxDataset({ images, labels, classes: 10 })).classNames).toBeUndefined()
    const train = await readIdx(read('train-labels-idx1-ubyte'))
    expect(fashionMnistNames(train.data)).toHaveLength(10)
    const changed = (train.data as Uint8Array).slice()
    changed[0] = 0
    expect(fashionMnistNames(changed)).toBeUndefined()
  },
)

const batches = [
  ['data_batch_1', 'cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5', [6, 9, 9, 4, 1, 1, 2, 7, 8, 3]],
  ['test_batch', '8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b', [3, 8, 8, 0, 6, 6, 1, 6, 3, 1]],
] as const

test.skipIf(!cifar.present).for(batches)(
  'readCifar10 reads %s: put back in planes, it has its published SHA-256',
  async ([name, sum, first]) => {
    const { features, labels, ...rest } = await readCifar10(reader(cifar.folder)(`${name}.bin`))
    expect(rest).toMatchObject({ name: 'cifar-10', count: 10000, inputs: 3072, shape: [32, 32, 3], classes: 10 })
    expect([...labels.subarray(0, 10)]).toEqual(first)
    const file = new Uint8Array(10000 * 3073)
    for (let row = 0; row < 10000; row++) {
      file[row * 3073] = labels[row] as number
      for (let i = 0; i < 3072; i++) {
        file[row * 3073 + 1 + (i % 3) * 1024 + Math.floor(i / 3)] = features[row * 3072 + i] as number
      }
    }
    expect(createHash('sha256').update(file).digest('hex')).toBe(sum)
  },
)

test.skipIf(!cifar.present)(
  'two batches of CIFAR-10 have the mean and deviation of each channel that all five are known for, within 0.005',
  async () => {
    const read = reader(cifar.folder)
    const dataset = await readCifar10([read('data_batch_1.bin'), read('data_batch_2.bin')])
    expect(dataset.count).toBe(20000)
    const { mean, scale } = standardizationOf(dataset, { inputs: [32, 32, 3] })
    for (const [channel, known] of [
      [0.4914, 0.247],
      [0.4822, 0.2435],
      [0.4465, 0.2616],
    ].entries()) {
      expect(Math.abs((mean[channel] as number) / 255 - (known[0] as number))).toBeLessThan(0.005)
      expect(Math.abs(1 / (scale[channel] as number) / 255 - (known[1] as number))).toBeLessThan(0.005)
    }
  },
)
