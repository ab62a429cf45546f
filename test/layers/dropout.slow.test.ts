import { expect, test } from 'vitest'
import { dropout } from '../../src/entry/index.js'
import { stream } from '../../src/math/random.js'
import { dropoutKeys, orderedDropout } from '../reference/dropout.js'
import { comparison, images, prefixOf } from './sweep.js'

const MOST = 5 * 13 * 13 * 9
const [X, DY] = [prefixOf('x', MOST), prefixOf('dy', MOST)]

test.each([
  [0, 0, 1],
  [0.1, 1, 7],
  [0.5, 2 ** 31 + 5, 2 ** 40],
  [0.9, 12345, 3],
])(
  'at a rate of %d every height and width of 1 to 13, 1 to 9 channels and 1 to 5 images has the bits of the reference, in step %d of seed %d',
  async (rate, step, seed) => {
    const compare = await comparison()
    const random = stream(seed, 'dropout 0')
    const words = [random.next(), random.next(), random.next(), random.next()]
    const [first, second] = dropoutKeys(words, step)
    const drop = (numbers: Float32Array) =>
      orderedDropout(numbers, first, second, Math.floor(rate * 2 ** 32), 1 / (1 - rate))
    // number by number, so that the largest has what all others need
    const all = { y: drop(X(MOST)), dx: drop(DY(MOST)) }
    const layer = dropout(rate)
    let cases = 0
    for (const { batch, height, width, channels } of images()) {
      const n = batch * height * width * channels
      const given = { x: X(n), dy: DY(n), tensors: [] }
      const wanted = { y: all.y.subarray(0, n), dx: all.dx.subarray(0, n) }
      const what = `${batch} x ${height} x ${width} x ${channels}`
      compare(layer, [height, width, channels], given, wanted, what, { pass: { training: true, step, seed } })
      cases += 1
    }
    expect(cases).toBe(13 * 13 * 9 * 5)
  },
)
