import { expect, test } from 'vitest'
import { activation } from '../../src/entry/index.js'
import { orderedGate } from '../reference/gate.js'
import { comparison, images, prefixOf } from './sweep.js'

const MOST = 5 * 13 * 13 * 9
const [numbers, DY] = [prefixOf('x', MOST), prefixOf('dy', MOST)]
const X = numbers(MOST).map((value, i) => value * [1, 8, 40, 1e20, 1e-30][i % 5]!)

test.each([
  ['gelu', 1.5957691216057308, 0.0713548162726009],
  ['silu', 1, 0],
] as const)(
  '%s: every height and width of 1 to 13, 1 to 9 channels and 1 to 5 images has the bits of the reference',
  async (name, a, b) => {
    const compare = await comparison()
    // number by number, so that the largest has what all others need
    const all = orderedGate(X, DY(MOST), a, b)
    let cases = 0
    for (const { batch, height, width, channels } of images()) {
      const n = batch * height * width * channels
      const given = { x: X.subarray(0, n), dy: DY(n), tensors: [] }
      const wanted = { y: all.y.subarray(0, n), dx: all.dx.subarray(0, n) }
      const what = `${batch} x ${height} x ${width} x ${channels}`
      compare(activation(name), [height, width, channels], given, wanted, what)
      cases += 1
    }
    expect(cases).toBe(13 * 13 * 9 * 5)
  },
)
