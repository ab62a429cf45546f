import { expect, test } from 'vitest'
import { batchNorm } from '../../src/entry/index.js'
import { orderedBatchNorm } from '../reference/normalization.js'
import { comparison, images, prefixOf } from './sweep.js'

const MOST = 5 * 13 * 13 * 9
const [numbers, DY] = [prefixOf('x', MOST), prefixOf('dy', MOST)]
const X = numbers(MOST).map((value) => 3 * value + 5)
const [GAMMA, BETA, MEAN, DEVIATION] = ['gamma', 'beta', 'mean', 'deviation'].map((name) => prefixOf(name, 9)) as [
  typeof DY,
  typeof DY,
  typeof DY,
  typeof DY,
]

test('every height and width of 1 to 13, 1 to 9 channels and 1 to 5 images has the bits of the reference, running mean and variance with them', async () => {
  const compare = await comparison()
  const setting = { decay: 0.9, epsilon: 1e-5 }
  let cases = 0
  for (const { batch, height, width, channels } of images()) {
    // one value has no variance
    if (batch * height * width === 1) continue
    const n = batch * height * width * channels
    const [x, dy] = [X.subarray(0, n), DY(n)]
    const each = {
      gamma: GAMMA(channels),
      beta: BETA(channels),
      runningMean: MEAN(channels),
      runningVariance: DEVIATION(channels).map((value) => value * value),
    }
    const given = { x, dy, tensors: [each.gamma, each.beta, each.runningMean, each.runningVariance] }
    const wanted = orderedBatchNorm(x, dy, each, setting)
    const what = `${batch} x ${height} x ${width} x ${channels}`
    compare(batchNorm(setting), [height, width, channels], given, wanted, what)
    cases += 1
  }
  expect(cases).toBe(13 * 13 * 9 * 5 - 9)
})
