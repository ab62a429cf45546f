import { expect, test } from 'vitest'
import { conv1d } from '../../../src/entry/index.js'
import {
  orderedConv2d,
  orderedConv2dBackwardBias,
  orderedConv2dBackwardInput,
  orderedConv2dBackwardWeight,
} from '../../reference/convolutions.js'
import { windowsOf } from '../../reference/windows.js'
import { comparison, geometries, prefixOf } from '../sweep.js'

const MOST = 5 * 13 * 9
const [X, DY, W, BIAS] = [prefixOf('x', MOST), prefixOf('dy', MOST), prefixOf('w', 5 * 81), prefixOf('bias', 9)]

test('every length of 1 to 13, kernel of 1 to 5, stride of 1 to 3, padding, 1 to 9 channels and 1 to 9 filters has the bits of the reference, 1 to 5 sequences by turns', async () => {
  const compare = await comparison()
  let cases = 0
  for (const geometry of geometries()) {
    const { height, width, kh, kw, stride, padding } = geometry
    if (height !== 1 || kh !== 1) continue
    for (let channels = 1; channels <= 9; channels++) {
      for (let filters = 1; filters <= 9; filters++) {
        const shape = { ...geometry, channels, filters, batch: (cases++ % 5) + 1 }
        const x = X(shape.batch * width * channels)
        const dy = DY(shape.batch * windowsOf(shape).outWidth * filters)
        const tensors = [W(kw * channels * filters), BIAS(filters)] as const
        const wanted = {
          y: orderedConv2d(shape, x, ...tensors),
          dx: orderedConv2dBackwardInput(shape, dy, tensors[0]),
          gradients: [orderedConv2dBackwardWeight(shape, x, dy), orderedConv2dBackwardBias(shape, dy)],
        }
        const layer = conv1d(filters, { kernelSize: kw, stride, padding })
        compare(layer, [width, channels], { x, dy, tensors }, wanted, JSON.stringify(shape))
      }
    }
  }
  expect(cases).toBe(3 * (55 + 65) * 81)
})
