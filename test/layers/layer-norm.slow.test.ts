import { expect, test } from 'vitest'
import { layerNorm } from '../../src/entry/index.js'
import { orderedLayerNorm } from '../reference/normalization.js'
import { comparison, images, prefixOf } from './sweep.js'

const MOST = 5 * 13 * 13 * 9
const [numbers, DY, GAMMA, BETA] = [
  prefixOf('x', MOST),
  prefixOf('dy', MOST),
  prefixOf('gamma', 9),
  prefixOf('beta', 9),
]
const X = numbers(MOST).map((value) => 3 * value + 5)

test('every height and width of 1 to 13, 2 to 9 channels and 1 to 5 images has the bits of the reference', async () => {
  const compare = await comparison()
  const epsilon = 1e-5
  let cases = 0
  for (const { batch, height, width, channels } of images()) {
    // a channel alone is its own mean
    if (channels === 1) continue
    const pixels = batch * height * width
    const [x, dy] = [X.subarray(0, pixels * channels), DY(pixels * channels)]
    const each = { gamma: GAMMA(channels), beta: BETA(channels) }
    const { y, dx, dgamma, dbeta } = orderedLayerNorm(x, dy, each, pixels, epsilon)
    const given = { x, dy, tensors: [each.gamma, each.beta] }
    const wanted = { y, dx, gradients: [dgamma, dbeta] }
    const what = `${batch} x ${height} x ${width} x ${channels}`
    compare(layerNorm({ epsilon }), [height, width, channels], given, wanted, what)
    cases += 1
  }
  expect(cases).toBe(13 * 13 * 8 * 5)
})
