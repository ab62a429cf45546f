import { expect, test } from 'vitest'
import { averagePool2d, globalAveragePool } from '../../../src/entry/index.js'
import { orderedAveragePool, orderedAveragePoolBackward, windowsOf } from '../../reference/windows.js'
import { comparison, images, prefixOf, squareWindows } from '../sweep.js'

const MOST = 5 * 13 * 13 * 9
const [X, DY] = [prefixOf('x', MOST), prefixOf('dy', MOST)]

test('every height and width of 1 to 13, window of 1 to 5, stride of 1 to 3, padding and 1 to 9 channels has the bits of the reference, 1 to 5 images by turns', async () => {
  const compare = await comparison()
  let cases = 0
  for (const shape of squareWindows()) {
    const { batch, height, width, channels, kh, stride, padding } = shape
    const { outHeight, outWidth } = windowsOf(shape)
    const x = X(batch * height * width * channels)
    const dy = DY(batch * outHeight * outWidth * channels)
    const wanted = { y: orderedAveragePool(shape, x), dx: orderedAveragePoolBackward(shape, dy) }
    const layer = averagePool2d(kh, { stride, padding })
    compare(layer, [height, width, channels], { x, dy, tensors: [] }, wanted, JSON.stringify(shape))
    cases += 1
  }
  expect(cases).toBe(4380 * 9)
})

test('over the whole image: every height and width of 1 to 13, 1 to 9 channels and 1 to 5 images has the bits of the reference', async () => {
  const compare = await comparison()
  let cases = 0
  for (const size of images()) {
    const { batch, height, width, channels } = size
    const shape = { ...size, kh: height, kw: width, stride: 1, padding: 'valid' } as const
    const [x, dy] = [X(batch * height * width * channels), DY(batch * channels)]
    const wanted = { y: orderedAveragePool(shape, x), dx: orderedAveragePoolBackward(shape, dy) }
    compare(globalAveragePool(), [height, width, channels], { x, dy, tensors: [] }, wanted, JSON.stringify(size))
    cases += 1
  }
  expect(cases).toBe(13 * 13 * 9 * 5)
})
