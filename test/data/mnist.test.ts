/** The real MNIST, read in place. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readIdx } from '../../src/data/images/idx.js'
import { idxDataset } from '../../src/data/images/idx-dataset.js'
import { standardizationOf } from '../../src/data/standardization.js'
import { outsideData } from '../outside-data.js'

const { folder, present } = outsideData('mnist')

const read = (name: string) => new Uint8Array(readFileSync(resolve(folder, `${name}.gz`)))

const files = [
  ['train-images-idx3-ubyte', [60000, 28, 28], 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db'],
  ['train-labels-idx1-ubyte', [60000], '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5'],
  ['t10k-images-idx3-ubyte', [10000, 28, 28], '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7'],
  ['t10k-labels-idx1-ubyte', [10000], 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2'],
] as const

test.skipIf(!present).for(files)('readIdx reads %s with its published SHA-256', async ([source, shape, sum]) => {
  const array = await readIdx(read(source), { source })
  expect([array.type, array.shape]).toEqual(['uint8', shape])
  const header = Buffer.alloc(4 + 4 * shape.length)
  header.set([0, 0, 8, shape.length])
  for (const [i, size] of shape.entries()) header.writeUInt32BE(size, 4 + 4 * i)
  expect(createHash('sha256').update(header).update(array.data).digest('hex')).toBe(sum)
})

test.skipIf(!present)(
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
