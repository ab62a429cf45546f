import { expect, test } from 'vitest'
import { depthwiseConv2d } from '../../../src/entry/index.js'
import { orderedConv2dBackwardBias } from '../../reference/convolutions.js'
import { orderedDepthwise, orderedDepthwiseInput, orderedDepthwiseWeight } from '../../reference/depthwise.js'
import { windowsOf } from '../../reference/windows.js'
import { comparison, prefixOf, squareWindows } from '../sweep.js'

const MOST = 5 * 13 * 13 * 9
const [X, DY, W, BIAS] = [prefixOf('x', MOST), prefixOf('dy', MOST), prefixOf('w', 25 * 9), prefixOf('bias', 9)]

test('every height and width of 1 to 13, kernel of 1 to 5, stride of 1 to 3, padding and 1 to 9 channels has the bits of the reference, 1 to 5 images by turns', async () => {
  const compare = await comparison()
  let cases = 0
  for (const shape of squareWindows()) {
    const { batch, height, width, channels, kh, kw, stride, padding } = shape
    const { outHeight, outWidth } = windowsOf(shape)
    const x = X(batch * height * width * channels)
    const dy = DY(batch * outHeight * outWidth * channels)
    const tensors = [W(kh * kw * channels), BIAS(channels)] as const
    const gradients = [
      orderedDepthwiseWeight(shape, x, dy),
      orderedConv2dBackwardBias({ ...shape, filters: channels }, dy),
    ]
    const wanted = {
      y: orderedDepthwise(shape, x, ...tensors),
      dx: orderedDepthwiseInput(shape, dy, tensors[0]),
      gradients,
    }
    const layer = depthwiseConv2d({ kernelSize: kh, stride, padding })
    compare(layer, [height, width, channels], { x, dy, tensors }, wanted, JSON.stringify(shape))
    cases += 1
  }
  expect(cases).toBe(4380 * 9)
})
