import { expect, test } from 'vitest'
import { activationCode } from '../../../src/core/kernels.js'
import { conv2d } from '../../../src/entry/index.js'
import {
  type Convolution,
  orderedConv2d,
  orderedConv2dBackwardBias,
  orderedConv2dBackwardInput,
  orderedConv2dBackwardWeight,
} from '../../reference/convolutions.js'
import { windowsOf } from '../../reference/windows.js'
import { comparison, geometries, prefixOf } from '../sweep.js'

const MOST = 5 * 13 * 13 * 9
const [X, DY, W, BIAS] = [prefixOf('x', MOST), prefixOf('dy', MOST), prefixOf('w', 25 * 81), prefixOf('bias', 9)]

/** Linear between linear layers, or ReLU on an input that is one: its derivative is 0 where the number is. */
function wantedOf(shape: Convolution, relu: boolean) {
  const { batch, height, width, channels, kh, kw, filters } = shape
  const { outHeight, outWidth } = windowsOf(shape)
  const x = X(batch * height * width * channels)
  const dy = DY(batch * outHeight * outWidth * filters)
  const tensors = [W(kh * kw * channels * filters), BIAS(filters)] as const
  const only = (numbers: ArrayLike<number>, where: ArrayLike<number>) =>
    relu ? Float32Array.from(numbers, (value, i) => (where[i]! > 0 ? value : 0)) : numbers
  const sums = orderedConv2d(shape, x, ...tensors)
  const y = only(sums, sums)
  const dz = only(dy, y)
  const dx = only(orderedConv2dBackwardInput(shape, dz, tensors[0]), x)
  const gradients = [orderedConv2dBackwardWeight(shape, x, dz), orderedConv2dBackwardBias(shape, dz)]
  return { given: { x, dy, tensors }, wanted: { y, dx, gradients } }
}

async function sweep(shapes: Iterable<Convolution>): Promise<number> {
  const compare = await comparison()
  let cases = 0
  for (const shape of shapes) {
    const relu = cases++ % 2 === 1
    const { height, width, channels, kh, kw, stride, padding, filters } = shape
    const layer = conv2d(filters, { kernelSize: [kh, kw], stride, padding, activation: relu ? 'relu' : 'linear' })
    const { given, wanted } = wantedOf(shape, relu)
    const below = relu ? activationCode('relu') : 0
    compare(layer, [height, width, channels], given, wanted, JSON.stringify(shape), { below })
  }
  return cases
}

test('every height and width of 1 to 13, kernel height and width of 1 to 5, stride of 1 to 3, padding and 1 to 5 images has the bits of the reference, all pairs of 1 to 9 channels and 1 to 9 filters by turns', async () => {
  function* shapes() {
    let turn = 0
    for (const geometry of geometries()) {
      for (let batch = 1; batch <= 5; batch++) {
        yield { ...geometry, batch, channels: (turn % 9) + 1, filters: (Math.floor(turn / 9) % 9) + 1 }
        turn += 1
      }
    }
  }
  expect(await sweep(shapes())).toBe(3 * (55 ** 2 + 65 ** 2) * 5)
})

test('every triple of 1 to 9 channels, 1 to 9 filters and 1 to 5 images has the bits of the reference in six geometries', async () => {
  function* shapes() {
    for (const [height, width, kh, kw, stride, padding] of [
      [5, 6, 3, 3, 1, 'same'],
      [8, 7, 5, 5, 1, 'valid'],
      [7, 5, 2, 3, 2, 'same'],
      [4, 3, 1, 1, 1, 'valid'],
      [10, 9, 4, 4, 3, 'valid'],
      [3, 13, 5, 2, 2, 'same'],
    ] as const) {
      for (let i = 0; i < 405; i++) {
        const sizes = { channels: (i % 9) + 1, filters: (Math.floor(i / 9) % 9) + 1, batch: (i % 5) + 1 }
        yield { height, width, kh, kw, stride, padding, ...sizes }
      }
    }
  }
  expect(await sweep(shapes())).toBe(6 * 405)
})
