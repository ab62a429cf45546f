import { expect, test } from 'vitest'
import { maxPool2d } from '../../../src/entry/index.js'
import { orderedMaxPool, orderedMaxPoolBackward, windowsOf } from '../../reference/windows.js'
import { comparison, prefixOf, squareWindows } from '../sweep.js'

const MOST = 5 * 13 * 13 * 9
const [numbers, DY] = [prefixOf('x', MOST), prefixOf('dy', MOST)]
// few different values, so that windows have ties
const X = numbers(MOST).map((value) => Math.round(4 * value) / 4)

test('every height and width of 1 to 13, window of 1 to 5, stride of 1 to 3, padding and 1 to 9 channels has the bits of the reference, 1 to 5 images by turns', async () => {
  const compare = await comparison()
  let cases = 0
  for (const shape of squareWindows()) {
    const { batch, height, width, channels, kh, stride, padding } = shape
    const { outHeight, outWidth } = windowsOf(shape)
    const x = X.subarray(0, batch * height * width * channels)
    const dy = DY(batch * outHeight * outWidth * channels)
    const { y, winners } = orderedMaxPool(shape, x)
    const wanted = { y, dx: orderedMaxPoolBackward(shape, winners, dy) }
    const layer = maxPool2d(kh, { stride, padding })
    compare(layer, [height, width, channels], { x, dy, tensors: [] }, wanted, JSON.stringify(shape))
    cases += 1
  }
  expect(cases).toBe(4380 * 9)
})
